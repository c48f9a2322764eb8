package io.batchline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What processes have taken so far, as Linux says.
///
/// @param processorSeconds of the cores, the kernel's work for them included
/// @param kib of memory; what processes share is counted once
record ProcessCost(double processorSeconds, long kib) {
    private static final double TICKS_PER_SECOND = 100;

    static ProcessCost of(List<ProcessHandle> processes) throws IOException {
        double seconds = 0;
        long kib = 0;
        for (ProcessHandle process : processes) {
            Path proc = Path.of("/proc", Long.toString(process.pid()));
            String stat = Files.readString(proc.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            seconds += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
            try (Stream<String> lines = Files.lines(proc.resolve("smaps_rollup"))) {
                kib +=
                        lines.filter(line -> line.startsWith("Pss:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum();
            }
        }
        return new ProcessCost(seconds, kib);
    }
}
