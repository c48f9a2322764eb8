package io.batchline.bench;

import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One upload on loopback beside writing the same bytes to a file and forcing them, in turns, so
/// that both meet the same disk.
final class UploadBench {
    private static final int BLOCK = 1 << 20;
    private static final int ROUNDS = 2;
    private static final double MIB = 1 << 20;
    private static final long LOOK_EVERY_MILLIS = 250;

    private final DoorClient client;
    private final LocalServer server;
    private final Path folder;
    private final long size;
    private final PrintStream out;
    private final byte[] block = new byte[BLOCK];

    UploadBench(DoorClient client, LocalServer server, Path folder, long size, PrintStream out) {
        this.client = client;
        this.server = server;
        this.folder = folder;
        this.size = size;
        this.out = out;
        new Random(1).nextBytes(block);
    }

    void measure(Figures figures) throws IOException, InterruptedException {
        out.printf("Writing and uploading %,d MiB, %d times each%n", size >> 20, ROUNDS);
        upload(Math.min(size, 64L * BLOCK));
        double bare = 0;
        double upload = 0;
        for (int round = 0; round < ROUNDS; round++) {
            bare += write();
            upload += upload(size);
        }
        figures.add("bare writing with fsync, MiB/s", "bare_mib_per_second", rate(bare), "");
        figures.add("upload on loopback, MiB/s", "upload_mib_per_second", rate(upload), "");
        figures.add(
                "upload, percent of bare writing",
                "upload_percent",
                100 * bare / upload,
                "goal 60");
        double heap = heapGrowth();
        figures.add("heap above idle during an upload, MiB", "upload_heap_mib", heap, "goal 64");
    }

    private double rate(double seconds) {
        return ROUNDS * size / MIB / seconds;
    }

    /// As `dd bs=1M conv=fsync`; in seconds.
    private double write() throws IOException {
        Path file = folder.resolve("bare");
        long start = System.nanoTime();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer direct = ByteBuffer.allocateDirect(BLOCK).put(block).flip();
            for (long left = size; left > 0; left -= BLOCK) {
                direct.rewind();
                while (direct.hasRemaining()) {
                    channel.write(direct);
                }
            }
            channel.force(true);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Files.delete(file);
        return seconds;
    }

    private double upload(long length) throws IOException {
        try (DoorClient.Connection connection = client.connect()) {
            BatchId batch = connection.create();
            long start = System.nanoTime();
            String upload = connection.beginUpload(batch, length);
            connection.patch(upload, 0, block, length);
            double seconds = (System.nanoTime() - start) / 1e9;
            Files.delete(folder.resolve("data/storage/batches/" + batch + "/source"));
            return seconds;
        }
    }

    /// What is reachable at its highest during an upload, above what is reachable before: each look
    /// collects first, so this upload is not timed.
    private double heapGrowth() throws IOException, InterruptedException {
        long before = server.reachable();
        List<Long> looks = Collections.synchronizedList(new ArrayList<>());
        var done = new CountDownLatch(1);
        Thread looking =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                do {
                                    looks.add(server.reachable());
                                } while (!done.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            } catch (IOException e) {
                                throw new UncheckedIOException("the server can't be looked at", e);
                            }
                        });
        upload(size);
        done.countDown();
        looking.join();
        return (looks.stream().mapToLong(Long::longValue).max().orElse(before) - before) / MIB;
    }
}
