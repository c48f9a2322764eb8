package io.batchline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.item.ItemEvent;
import io.batchline.testkit.Facts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KilledWorkerIT {
    @Test
    void what_a_killed_worker_had_claimed_runs_again_only_when_it_is_released_again()
            throws Exception {
        try (var bench = new Workbench()) {
            // given a worker that is killed while it works
            Process killed = start(bench);
            bench.release(10);
            Set<Integer> claimed =
                    bench.events(ItemEvent.Started.class, 4).stream()
                            .map(started -> started.run().index())
                            .collect(Collectors.toCollection(TreeSet::new));
            awaitWorking(killed);
            killed.destroyForcibly().waitFor();

            // when another takes over
            var ran = Collections.synchronizedSet(new TreeSet<Integer>());
            ScriptedWorkload.Work work =
                    (item, _) -> {
                        ran.add(item.index());
                        return ScriptedWorkload.done();
                    };
            try (var _ = bench.processing(bench.config(4, 2), work)) {
                Facts.groupIsStable(bench.kafka(), "stage-process", 1, Duration.ofSeconds(30));
                bench.events(ItemEvent.Succeeded.class, 6);

                // then it runs only what the first had not claimed
                Set<Integer> others =
                        IntStream.range(0, 10)
                                .boxed()
                                .filter(index -> !claimed.contains(index))
                                .collect(Collectors.toCollection(TreeSet::new));
                assertThat(claimed).hasSize(4);
                assertThat(ran).isEqualTo(others);

                // and the rest when the coordinator releases it with a new run
                for (int index : claimed) {
                    bench.release(bench.item(index, 2, 1, Duration.ofMinutes(1)));
                }
                List<ItemEvent.Succeeded> all = bench.events(ItemEvent.Succeeded.class, 10);
                assertThat(all)
                        .hasSize(10)
                        .allMatch(each ->
                                each.run().run() == (claimed.contains(each.run().index()) ? 2 : 1));
            }
        }
    }

    private static Process start(Workbench bench) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        bench.kafka().bootstrapServers())
                .redirectErrorStream(true)
                .start();
    }

    /// Two cores, so two items are at work; the other two wait for one.
    private static void awaitWorking(Process worker) throws IOException {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8))) {
            int working = 0;
            while (working < 2) {
                String line = lines.readLine();
                assertThat(line).as("the worker's output").isNotNull();
                working += line.startsWith("working ") ? 1 : 0;
            }
        }
    }
}
