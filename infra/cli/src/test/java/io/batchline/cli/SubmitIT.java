package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class SubmitIT extends OnServer {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir private Path home;
    private Shell shell;
    private Path source;

    @BeforeEach
    void in_a_home() throws IOException {
        shell = shell(home);
        source = Files.writeString(home.resolve("source.txt"), "nothing");
    }

    @Test
    void each_end_has_its_code() throws Exception {
        assertThat(submit("-w", "-o", "items=3")).isZero();
        assertThat(shell.out()).contains("completed").doesNotContain("\033").doesNotContain("\r");

        assertThat(submit("-w", "-o", "items=4", "-o", "permanent_percent=50")).isEqualTo(3);

        assertThat(
                        submit(
                                "-w",
                                "-o",
                                "items=4",
                                "-o",
                                "permanent_percent=100",
                                "--max-failed-percent",
                                "0"))
                .isEqualTo(4);

        assertThat(submit("-o", "items=50", "-o", "item_millis=2000")).isZero();
        BatchId batch = only(shell.out());
        Shell other = shell(home);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Integer> watched = thread.submit(() -> shell.run("watch", batch.value()));
            await().atMost(SOON).until(() -> shell.out().contains(batch.value()));
            assertThat(other.run("cancel", batch.value())).isZero();
            assertThat(watched.get()).isEqualTo(5);
        }
        assertThat(other.run("status", batch.value())).isEqualTo(5);
    }

    @Test
    void several_go_at_once_and_the_worst_of_them_counts() throws Exception {
        Path other = Files.writeString(home.resolve("other.txt"), "nothing");

        int code =
                submit(
                        other.toString(),
                        "--each",
                        "-w",
                        "--json",
                        "-o",
                        "items=4",
                        "-o",
                        "permanent_percent=50",
                        "--name",
                        "both");

        assertThat(code).isEqualTo(3);
        List<JsonNode> lines = objects(shell.out());
        for (String name : List.of("source.txt", "other.txt")) {
            assertThat(lines)
                    .filteredOn(line -> line.path("batch").asText().equals(name))
                    .extracting(line -> line.path("event").asText())
                    .contains("submitted", "uploading", "progress")
                    .endsWith("complete");
        }
        assertThat(shell.run("list", "--workload", "rehearsal", "--json")).isZero();
        assertThat(objects(shell.out()))
                .extracting(row -> row.path("name").asText())
                .contains("both: source.txt", "both: other.txt");
    }

    @Test
    void lists_rows_and_folders_are_batches() throws Exception {
        assertThat(
                        shell.reading(
                                        "http://a.example/\n{\"url\":\"http://b.example/\",\"job_id\":\"b-1\"}\n")
                                .run("submit", "-", "--workload", "rehearsal", "-w"))
                .isZero();

        Path scans = Files.createDirectories(home.resolve("scans/monday"));
        Files.writeString(scans.resolve("1.txt"), "one");
        assertThat(
                        shell.run(
                                "submit",
                                scans.resolveSibling("").toString(),
                                "--workload",
                                "rehearsal",
                                "--start",
                                "manual"))
                .isZero();
        BatchId batch = only(shell.out());
        assertThat(api.status(batch).path("status").asText()).isIn("pending", "uploading");
        assertThat(shell.run("start", batch.value())).isZero();
        assertThat(shell.run("watch", batch.value())).isZero();
        assertThat(api.status(batch).path("source").path("file_name").asText())
                .isEqualTo("scans.zip");
    }

    @Test
    void a_workload_that_is_not_installed_is_refused_with_those_that_are() {
        assertThat(shell.run("submit", source.toString(), "--workload", "tea-leaves")).isEqualTo(1);

        assertThat(shell.err()).contains("422", "workload 'tea-leaves' is not known", "rehearsal");
        assertThat(shell.run("workloads")).isZero();
        assertThat(shell.out()).containsPattern("rehearsal +yes +");
    }

    @Test
    void what_became_of_it_is_looked_at_in_tables_and_objects() throws Exception {
        assertThat(submit("-w", "-o", "items=4", "-o", "permanent_percent=50")).isEqualTo(3);
        shell.run("list", "--limit", "1", "--json");
        String batch = objects(shell.out()).getFirst().path("batch_id").asText();

        assertThat(shell.run("items", batch, "--state", "failed", "--json")).isZero();
        List<JsonNode> failed = objects(shell.out());
        assertThat(failed).isNotEmpty();
        String cause = failed.getFirst().path("error").path("cause").asText();
        assertThat(shell.run("items", batch, "--all")).isZero();
        assertThat(shell.out().lines()).hasSize(5).last().asString().contains(cause);
        assertThat(shell.run("status", batch)).isEqualTo(3);
        assertThat(shell.out()).contains("completed, 100.0 %", "STAGE", cause);
        assertThat(shell.run("results", batch, "--out", "-")).isZero();
        assertThat(shell.out().lines()).hasSizeGreaterThan(1);
        assertThat(shell.run("results", batch, "--json")).isZero();
        assertThat(objects(shell.out())).hasSize(4 - failed.size());
        Path errors = home.resolve("errors.csv");
        assertThat(shell.run("results", batch, "--errors", "--out", errors.toString())).isZero();
        assertThat(Files.readString(errors)).contains(cause);
        assertThat(shell.run("audit", batch)).isZero();
        assertThat(shell.out()).contains("Verdict: consistent");
        assertThat(shell.run("retry", batch, "--cause", cause)).isZero();
        assertThat(shell.run("watch", batch)).isEqualTo(3);
        assertThat(shell.run("review", "list", batch, "--json")).isZero();
        assertThat(shell.run("delete", batch)).isZero();
        assertThat(shell.run("status", batch)).isEqualTo(1);
        assertThat(shell.err()).contains("404");
    }

    private int submit(String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("submit", source.toString(), "--workload", "rehearsal"));
        all.addAll(List.of(arguments));
        return shell.run(all.toArray(String[]::new));
    }
}
