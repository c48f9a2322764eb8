package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.cli.shell.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersArgumentsTest {
    private final CommandRun command = new CommandRun(Map.of("BATCHLINE_KAFKA", "127.0.0.1:1"));

    @Test
    void a_replay_wants_positions_or_all_and_not_both() {
        assertThat(command.of("replay")).isEqualTo(ExitCode.USAGE.code());
        assertThat(command.of("replay", "--all", "0:1")).isEqualTo(ExitCode.USAGE.code());
        assertThat(command.said()).contains("which ones?");
    }

    @Test
    void a_topic_does_not_narrow_single_positions() {
        assertThat(command.of("replay", "0:1", "--topic", "items"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(command.said()).contains("--topic narrows --all");
    }

    @Test
    void what_is_no_position_is_named() {
        for (String wrong : new String[] {"7", "0:x", "-1:3", "0:1:2", "0:99999999999999999999"}) {
            assertThat(command.of("replay", "0:1", "--", wrong)).isEqualTo(ExitCode.USAGE.code());
            assertThat(command.said()).contains("'%s' is no position".formatted(wrong));
        }
    }

    @Test
    void a_topic_that_is_not_ours_and_a_limit_of_nothing_are_refused() {
        assertThat(command.of("list", "--topic", "orders")).isEqualTo(ExitCode.USAGE.code());
        assertThat(command.said()).contains("topic orders").contains("item-events");
        assertThat(command.of("list", "--limit", "0")).isEqualTo(ExitCode.USAGE.code());
        assertThat(command.said()).contains("limit 0");
    }

    @Test
    void a_folder_in_which_nothing_runs_is_named(@TempDir Path data) {
        assertThat(command.of("list", "--data", data.toString())).isEqualTo(ExitCode.ERROR.code());
        assertThat(command.said()).contains("no Batchline runs").contains(data.toString());
        assertThat(command.of("list", "--kafka", "127.0.0.1:1", "--data", data.toString()))
                .isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void without_list_or_replay_it_says_what_there_is() {
        assertThat(command.of()).isEqualTo(ExitCode.USAGE.code());
        assertThat(command.said()).contains("list", "replay");
    }
}
