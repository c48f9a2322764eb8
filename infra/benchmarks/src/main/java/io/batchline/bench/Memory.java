package io.batchline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Looks each second at the memory of this process and of the embedded database's, by Linux's
/// `smaps_rollup`: what processes share is counted once (Pss).
final class Memory implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Path data;
    private final AtomicLong peakKib = new AtomicLong();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private Memory(Path data) {
        this.data = data;
        this.thread = Thread.ofVirtual().name("memory").unstarted(this::run);
    }

    static Memory watch(Path data) {
        Memory memory = new Memory(data);
        memory.thread.start();
        return memory;
    }

    /// Empty where the system has no such figures.
    Optional<Long> peakBytes() {
        long kib = peakKib.get();
        return kib == 0 ? Optional.empty() : Optional.of(kib * 1024);
    }

    private void run() {
        try {
            do {
                long now = processes().mapToLong(Memory::kib).sum();
                peakKib.accumulateAndGet(now, Math::max);
            } while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<ProcessHandle> processes() {
        ProcessHandle own = ProcessHandle.current();
        return Stream.concat(
                        Stream.concat(Stream.of(own), own.descendants()),
                        postmaster().stream()
                                .flatMap(it -> Stream.concat(Stream.of(it), it.descendants())))
                .distinct();
    }

    private Optional<ProcessHandle> postmaster() {
        try (Stream<Path> files =
                Files.find(data, 4, (file, _) -> file.endsWith("postmaster.pid"))) {
            Optional<Path> file = files.findFirst();
            if (file.isEmpty()) {
                return Optional.empty();
            }
            return ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(file.get()).getFirst().strip()));
        } catch (IOException | java.io.UncheckedIOException _) {
            // The folder is being filled or emptied at this moment; the next look sees it.
            return Optional.empty();
        }
    }

    private static long kib(ProcessHandle process) {
        Path rollup = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        try (Stream<String> lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException _) {
            // Ended since it was listed, or a system without these files.
            return 0;
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
