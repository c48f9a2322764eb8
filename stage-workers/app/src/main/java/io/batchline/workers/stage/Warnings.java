package io.batchline.workers.stage;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.blob.BlobStore;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.topic.Json;
import io.batchline.contract.work.StageRun;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What extract found allowed and probably not meant, from extract to the summary. Used by one
/// thread.
final class Warnings {
    /// More are counted and not kept.
    private static final int MOST_KEPT = 100;

    private static final String NAME = "warnings.json";
    private static final JsonMapper MAPPER = Json.mapper();

    private final List<String> kept = new ArrayList<>();
    private int count;

    void add(String message) {
        count++;
        if (kept.size() < MOST_KEPT) {
            kept.add(message);
        }
    }

    /// What is added to the message of the stage's end: the first in full.
    String shown() {
        return switch (count) {
            case 0 -> "";
            case 1 -> "; warning: " + kept.getFirst();
            default -> "; %d warnings: %s, …".formatted(count, kept.getFirst());
        };
    }

    /// Keeps them for the later stages; nothing where there are none.
    List<StageOutput> keep(BlobStore blobs, StageRun run) throws IOException {
        if (kept.isEmpty()) {
            return List.of();
        }
        BlobKey key = BlobKey.output(run.key().batchId(), run.key().generation(), run.run(), NAME);
        byte[] json = MAPPER.writeValueAsBytes(kept);
        return List.of(new StageOutput(NAME, key, blobs.put(key, out -> out.write(json))));
    }

    /// Those that extract has kept for a later stage.
    static List<String> given(BlobStore blobs, StageRun run) throws IOException {
        Optional<StageOutput> output = run.input(NAME);
        if (output.isEmpty()) {
            return List.of();
        }
        try (var channel = blobs.open(output.get().blob())) {
            return MAPPER.readValue(
                    Channels.newInputStream(channel), new TypeReference<List<String>>() {});
        }
    }
}
