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
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One unfinished blob appended to another.
class JoinedFilesTest {
    private static final BlobKey KEY = BlobKey.source(new BatchId("b1"));

    @TempDir private Path folder;
    private ResumableBlobs blobs;

    @BeforeEach
    void open() throws IOException {
        blobs = new FolderBlobStore(folder).resumable();
    }

    @Test
    void others_follow_in_the_order_that_is_asked_for() throws IOException {
        UUID first = blob("first,".getBytes(UTF_8));
        UUID second = blob("second".getBytes(UTF_8));
        UUID third = blob("third,".getBytes(UTF_8));

        try (ResumableBlob joined = blobs.open(first, 6)) {
            joined.append(third, 0, 6);
            joined.append(second, 0, 6);
            assertThat(joined.force()).isEqualTo(18);
            joined.complete(KEY);
        }

        assertThat(Files.readString(folder.resolve(KEY.value()))).isEqualTo("first,third,second");
        assertThat(blobs.discard(second)).as("the others stay").isTrue();
    }

    @Test
    void whoever_stopped_in_the_middle_goes_on_where_it_was_forced() throws IOException {
        byte[] bytes = new byte[9_000_000];
        new Random(1).nextBytes(bytes);
        UUID first = blob(Arrays.copyOf(bytes, 3_000_000));
        UUID second = blob(Arrays.copyOfRange(bytes, 3_000_000, bytes.length));
        try (ResumableBlob joined = blobs.open(first, 3_000_000)) {
            joined.append(second, 0, 5_000_000);
        }

        try (ResumableBlob joined = blobs.open(first, 7_000_000)) {
            joined.append(second, 4_000_000, 2_000_000);
            joined.complete(KEY);
        }

        assertThat(Files.readAllBytes(folder.resolve(KEY.value()))).isEqualTo(bytes);
    }

    @Test
    void what_is_not_there_is_an_error_and_not_a_gap() throws IOException {
        UUID first = blob(new byte[3]);
        UUID short1 = blob(new byte[2]);

        try (ResumableBlob joined = blobs.open(first, 3)) {
            assertThatThrownBy(() -> joined.append(short1, 0, 3)).hasMessageContaining("2 bytes");
            assertThatThrownBy(() -> joined.append(UUID.randomUUID(), 0, 1))
                    .isInstanceOf(NoSuchFileException.class);
        }
    }

    private UUID blob(byte[] bytes) throws IOException {
        UUID name = UUID.randomUUID();
        blobs.begin(name);
        try (ResumableBlob blob = blobs.open(name, 0)) {
            blob.write(bytes, 0, bytes.length);
            blob.force();
        }
        return name;
    }
}
