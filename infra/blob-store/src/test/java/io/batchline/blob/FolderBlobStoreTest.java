package io.batchline.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest {
    private static final BlobKey KEY = BlobKey.source(new BatchId("b1"));

    @TempDir private Path folder;
    private FolderBlobStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FolderBlobStore(folder);
    }

    @Test
    void what_is_put_is_read_back_at_any_position() throws IOException {
        assertThat(put("0123456789")).isEqualTo(10);

        try (SeekableByteChannel channel = store.open(KEY)) {
            assertThat(channel.size()).isEqualTo(10);
            channel.position(7);
            var buffer = ByteBuffer.allocate(10);
            assertThat(channel.read(buffer)).isEqualTo(3);
            assertThat(new String(buffer.array(), 0, 3, UTF_8)).isEqualTo("789");
        }
        assertThat(store.size(KEY)).isEqualTo(10);
        assertThat(store.exists(KEY)).isTrue();
    }

    @Test
    void an_empty_blob_is_a_blob() throws IOException {
        assertThat(put("")).isZero();

        assertThat(store.exists(KEY)).isTrue();
        assertThat(store.size(KEY)).isZero();
    }

    @Test
    void a_put_that_fails_leaves_nothing_and_what_was_there() throws IOException {
        put("first");

        assertThatThrownBy(() ->
                        store.put(
                                KEY,
                                out -> {
                                    out.write(new byte[1 << 20]);
                                    throw new IOException("client gone");
                                }))
                .hasMessage("client gone");

        assertThat(read()).isEqualTo("first");
        assertThat(files()).hasSize(1);
    }

    @Test
    void nothing_is_seen_under_the_key_before_it_is_whole() throws IOException {
        store.put(
                KEY,
                out -> {
                    out.write(1);
                    out.flush();
                    assertThat(store.exists(KEY)).isFalse();
                });

        assertThat(store.exists(KEY)).isTrue();
    }

    @Test
    void who_reads_a_blob_goes_on_reading_it_when_it_is_replaced() throws IOException {
        put("first");
        try (SeekableByteChannel channel = store.open(KEY)) {
            put("second");

            var buffer = ByteBuffer.allocate(5);
            assertThat(channel.read(buffer)).isEqualTo(5);
            assertThat(new String(buffer.array(), UTF_8)).isEqualTo("first");
        }
        assertThat(read()).isEqualTo("second");
    }

    @Test
    void a_missing_blob_is_named_by_its_key() {
        assertThatThrownBy(() -> store.open(KEY))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("batches/b1/source")
                .hasMessageNotContaining(folder.toString());
        assertThatThrownBy(() -> store.size(KEY)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void delete_takes_one_and_delete_all_takes_what_lies_below_and_no_neighbour()
            throws IOException {
        var other = BlobKey.source(new BatchId("b11"));
        put("x");
        store.put(BlobKey.output(new BatchId("b1"), 1, 2, "results.csv"), out -> out.write(1));
        store.put(other, out -> out.write(1));

        assertThat(store.deleteAll(new BlobKey("batches/b1"))).isEqualTo(2);
        assertThat(store.exists(KEY)).isFalse();
        assertThat(store.deleteAll(new BlobKey("batches/b1"))).isZero();
        assertThat(store.delete(other)).isTrue();
        assertThat(store.delete(other)).isFalse();
        assertThat(store.delete(new BlobKey("batches"))).isFalse();
    }

    @Test
    void a_folder_is_no_blob() throws IOException {
        put("x");
        var between = new BlobKey("batches/b1");

        assertThat(store.exists(between)).isFalse();
        assertThatThrownBy(() -> store.open(between)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.size(between)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void what_a_killed_process_left_half_written_goes_in_time_and_a_live_one_stays()
            throws IOException {
        Path half = Files.writeString(folder.resolve(".unfinished/killed"), "half");
        Files.setLastModifiedTime(half, FileTime.from(Instant.now().minusSeconds(2 * 3600)));

        store.put(
                KEY,
                out -> {
                    store.put(new BlobKey("batches/b1/other"), other -> other.write(1));
                    out.write(1);
                });

        assertThat(files()).hasSize(2);
    }

    @Test
    void a_blob_whose_name_is_a_folder_of_the_key_is_an_error() throws IOException {
        put("x");
        var below = new BlobKey(KEY.value() + "/below");

        assertThatThrownBy(() -> store.put(below, out -> out.write(1)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read()).isEqualTo("x");
    }

    @Test
    void many_puts_and_deletes_at_once_never_break_each_other() throws Exception {
        Callable<Long> put = () -> store.put(KEY, out -> out.write(new byte[10_000]));
        Callable<Long> clear = () -> (long) store.deleteAll(new BlobKey("batches/b1"));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 500; round++) {
                for (var done : threads.invokeAll(List.of(put, put, clear, put))) {
                    assertThat(done.get()).isNotNull();
                }
            }
        }

        put("last");
        assertThat(read()).isEqualTo("last");
    }

    @Test
    void the_check_tells_whether_it_can_be_written_to() throws IOException {
        store.check();

        assertThat(files()).isEmpty();
    }

    private long put(String text) throws IOException {
        return store.put(KEY, new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private String read() throws IOException {
        try (SeekableByteChannel channel = store.open(KEY)) {
            var buffer = ByteBuffer.allocate((int) channel.size());
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                Thread.onSpinWait();
            }
            return new String(buffer.array(), UTF_8);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
