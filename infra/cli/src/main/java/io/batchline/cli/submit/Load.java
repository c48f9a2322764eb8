package io.batchline.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.upload.UploadSource;
import java.util.List;

/// What one batch is made of.
sealed interface Load {
    /// What it is called where the user gave it no name.
    String name();

    /// A source that is uploaded.
    record Source(UploadSource source) implements Load {
        @Override
        public String name() {
            return source.name();
        }
    }

    /// URLs or rows that go with the request.
    record Items(String name, List<JsonNode> items) implements Load {
        public Items {
            items = List.copyOf(items);
        }
    }
}
