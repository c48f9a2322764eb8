package io.batchline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.testkit.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that becomes full while an upload is under way.
class FullStorageIT {
    private static final int CHUNK = 300_000;

    @Test
    void what_was_taken_before_the_disk_was_full_stays_and_the_rest_comes_when_there_is_room(
            @TempDir Path folder) throws Exception {
        var storage = new FillingStore(folder);
        try (RunningIngest ingest = RunningIngest.start(TestDatabase.fresh(), folder, storage)) {
            Tus tus = Tus.of(ingest, ingest.token());
            byte[] source = Tus.bytes(4 * CHUNK, 1);
            String batch = ingest.create(tus.token(), "manual");
            String upload = tus.begin(batch, source.length);
            assertThat(tus.patch(upload, 0, part(source, 0, CHUNK)).statusCode()).isEqualTo(204);

            storage.leave(CHUNK / 2);
            HttpResponse<String> full = tus.patch(upload, CHUNK, part(source, CHUNK, 3 * CHUNK));

            assertThat(full.statusCode()).isEqualTo(507);
            assertThat(full.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            int kept = Math.toIntExact(Tus.offset(tus.head(upload)));
            assertThat(kept).isBetween(CHUNK, CHUNK + CHUNK / 2);
            assertThat(tus.patch(upload, kept, part(source, kept, source.length)).statusCode())
                    .as("still full")
                    .isEqualTo(507);
            assertThat(Tus.offset(tus.head(upload))).isEqualTo(kept);

            storage.leave(Long.MAX_VALUE);
            assertThat(tus.patch(upload, kept, part(source, kept, source.length)).statusCode())
                    .isEqualTo(204);
            assertThat(Files.readAllBytes(folder.resolve("batches/%s/source".formatted(batch))))
                    .isEqualTo(source);
        }
    }

    private static byte[] part(byte[] source, int from, int to) {
        return Arrays.copyOfRange(source, from, to);
    }
}
