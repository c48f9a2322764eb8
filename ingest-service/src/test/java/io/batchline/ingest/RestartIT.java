package io.batchline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.testkit.TestBroker;
import io.batchline.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
    @TempDir private Path storage;

    @Test
    void a_command_that_was_accepted_but_not_sent_is_sent_after_a_restart() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        String id;
        try (RunningIngest before = RunningIngest.start(database, storage)) {
            id = before.create(before.token(), "auto");
            assertThat(Published.commandsOf(id, 1)).hasSize(1);
        }

        // As if the process had been killed between its commit and the broker's answer.
        RunningIngest.sql(
                database,
                """
                insert into outgoing_commands (batch_id, command, given_at)
                values ('%s', '{"type": "cancel", "batch_id": "%s", "by": "admin", "at": "2026-11-22T08:00:00Z"}', now())
                """
                        .formatted(id, id));

        try (RunningIngest _ = RunningIngest.start(database, storage)) {
            assertThat(Published.commandsOf(id, 2).get(1)).isInstanceOf(BatchCommand.Cancel.class);
        }
    }

    @Test
    void a_program_of_its_own_prints_the_first_password_once_and_ends_when_told() throws Exception {
        TestDatabase database = TestDatabase.fresh();

        try (var first = IngestProcess.start(database, TestBroker.shared().connection(), storage)) {
            assertThat(first.awaitLine("log in as admin with the password")).isNotBlank();
            first.awaitLine("listens on http://127.0.0.1:");
            assertThat(first.lines()).noneMatch(line -> line.contains(" DEBUG "));
            assertThat(first.terminate(5, TimeUnit.SECONDS)).isTrue();
        }
        try (var again = IngestProcess.start(database, TestBroker.shared().connection(), storage)) {
            again.awaitLine("listens on http://127.0.0.1:");
            assertThat(again.lines()).noneMatch(line -> line.contains("password"));
        }
    }

    @Test
    void a_missing_variable_ends_the_program_with_a_sentence() throws Exception {
        try (var process = IngestProcess.startWithoutEnvironment()) {
            assertThat(process.awaitLine("BATCHLINE_KAFKA is not set")).contains("host:port");
            assertThat(process.exitCode()).isEqualTo(2);
        }
    }
}
