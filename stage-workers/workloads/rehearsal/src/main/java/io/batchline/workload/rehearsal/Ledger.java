package io.batchline.workload.rehearsal;

import io.batchline.contract.id.JobId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/// Where the workload writes down when an item's work begins and ends: one file for each instance,
/// a line for each, written at once so that a kill loses none.
sealed interface Ledger {
    Ledger NONE = new None();

    void begins(JobId item);

    void ends(JobId item);

    static Ledger in(Path folder) {
        try {
            Files.createDirectories(folder);
            String name = ProcessHandle.current().pid() + "-";
            Path file = Files.createTempFile(folder, name, LedgerPage.SUFFIX);
            return new Written(FileChannel.open(file, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("no ledger can be kept in " + folder, e);
        }
    }

    /// Nobody wants to know.
    record None() implements Ledger {
        @Override
        public void begins(JobId item) {}

        @Override
        public void ends(JobId item) {}
    }

    /// @param file open for the life of the process
    record Written(FileChannel file) implements Ledger {
        @Override
        public void begins(JobId item) {
            write(LedgerPage.BEGINS, item);
        }

        @Override
        public void ends(JobId item) {
            write(LedgerPage.ENDS, item);
        }

        private void write(String what, JobId item) {
            long micros = Duration.between(Instant.EPOCH, Instant.now()).toNanos() / 1000;
            String line = "%s %d %s%n".formatted(what, micros, item);
            synchronized (file) {
                try {
                    file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
