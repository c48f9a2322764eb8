package io.batchline.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumableFilesTest {
    private static final BlobKey KEY = BlobKey.source(new BatchId("b1"));

    @TempDir private Path folder;
    private final UUID name = UUID.randomUUID();
    private FolderBlobStore store;
    private ResumableBlobs blobs;

    @BeforeEach
    void open() throws IOException {
        store = new FolderBlobStore(folder);
        blobs = store.resumable();
        blobs.begin(name);
    }

    @Test
    void what_was_forced_is_gone_on_after_and_then_becomes_the_blob() throws IOException {
        assertThat(append(0, "first,")).isEqualTo(6);
        try (ResumableBlob blob = blobs.open(name, 6)) {
            write(blob, "second");
            assertThat(blob.force()).isEqualTo(12);
            assertThat(store.exists(KEY)).isFalse();
            blob.complete(KEY);
        }

        assertThat(Files.readString(folder.resolve(KEY.value()))).isEqualTo("first,second");
        assertThatThrownBy(() -> blobs.open(name, 12)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void what_lies_behind_the_offset_goes() throws IOException {
        append(0, "0123456789");
        append(4, "x");

        try (ResumableBlob blob = blobs.open(name, 5)) {
            blob.complete(KEY);
        }
        assertThat(Files.readString(folder.resolve(KEY.value()))).isEqualTo("0123x");
    }

    @Test
    void what_is_taken_back_is_written_over() throws IOException {
        try (ResumableBlob blob = blobs.open(name, 0)) {
            write(blob, "0123456789");
            blob.cut(2);
            write(blob, "x");
            assertThat(blob.force()).isEqualTo(3);
            blob.complete(KEY);
        }
        assertThat(Files.readString(folder.resolve(KEY.value()))).isEqualTo("01x");
    }

    @Test
    void one_writes_at_a_time() throws IOException {
        try (ResumableBlob _ = blobs.open(name, 0)) {
            assertThatThrownBy(() -> blobs.open(name, 0)).isInstanceOf(BlobInUseException.class);
        }
        blobs.open(name, 0).close();
    }

    @Test
    void another_process_waits_too() throws Exception {
        try (ResumableBlob _ = blobs.open(name, 0)) {
            Process other =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    OtherWriter.class.getName(),
                                    folder.toString(),
                                    name.toString())
                            .redirectErrorStream(true)
                            .start();
            assertThat(new String(other.getInputStream().readAllBytes(), UTF_8))
                    .contains("BlobInUseException");
        }
    }

    /// Tries to write.
    static final class OtherWriter {
        private OtherWriter() {}

        public static void main(String[] arguments) throws IOException {
            try (ResumableBlob _ =
                    new FolderBlobStore(Path.of(arguments[0]))
                            .resumable()
                            .open(UUID.fromString(arguments[1]), 0)) {
                System.out.println("opened");
            }
        }
    }

    @Test
    void what_is_discarded_is_gone_also_under_its_writer() throws IOException {
        try (ResumableBlob blob = blobs.open(name, 0)) {
            assertThat(blobs.discard(name)).isTrue();
            write(blob, "nobody sees it");
            assertThatThrownBy(() -> blob.complete(KEY)).isInstanceOf(NoSuchFileException.class);
        }
        assertThat(store.exists(KEY)).isFalse();
        assertThat(blobs.discard(name)).isFalse();
    }

    @Test
    void what_nobody_touches_any_more_goes() throws IOException {
        UUID kept = UUID.randomUUID();
        blobs.begin(kept);
        Instant soon = Instant.now().plusSeconds(60);

        assertThat(blobs.discardUntouchedSince(Instant.now().minusSeconds(60), Set.of())).isZero();
        assertThat(blobs.discardUntouchedSince(soon, Set.of(kept))).isOne();
        assertThat(blobs.discardUntouchedSince(soon, Set.of())).isOne();
    }

    @Test
    void fewer_bytes_than_were_acknowledged_are_an_error_and_not_a_gap() throws IOException {
        append(0, "01");

        assertThatThrownBy(() -> blobs.open(name, 3)).hasMessageContaining("has 2 bytes");
        assertThat(append(2, "2")).isEqualTo(3);
    }

    private long append(long offset, String text) throws IOException {
        try (ResumableBlob blob = blobs.open(name, offset)) {
            write(blob, text);
            return blob.force();
        }
    }

    private static void write(ResumableBlob blob, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        blob.write(bytes, 0, bytes.length);
    }
}
