package io.batchline.cli.shell;

import static io.batchline.cli.shell.ExitCode.CANCELLED;
import static io.batchline.cli.shell.ExitCode.DONE;
import static io.batchline.cli.shell.ExitCode.DONE_WITH_FAILURES;
import static io.batchline.cli.shell.ExitCode.ERROR;
import static io.batchline.cli.shell.ExitCode.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.progress.ProgressStage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    @Test
    void each_end_of_a_batch_has_a_code() {
        assertThat(ExitCode.of(ProgressStage.COMPLETED, 0)).isEqualTo(DONE);
        assertThat(ExitCode.of(ProgressStage.COMPLETED, 1)).isEqualTo(DONE_WITH_FAILURES);
        assertThat(ExitCode.of(ProgressStage.FAILED, 1)).isEqualTo(FAILED);
        assertThat(ExitCode.of(ProgressStage.CANCELLED, 1)).isEqualTo(CANCELLED);
    }

    @Test
    void several_batches_end_as_the_one_that_fared_worst() {
        assertThat(ExitCode.worst(List.of())).isEqualTo(DONE);
        assertThat(ExitCode.worst(List.of(DONE, DONE_WITH_FAILURES, DONE)))
                .isEqualTo(DONE_WITH_FAILURES);
        assertThat(ExitCode.worst(List.of(DONE_WITH_FAILURES, CANCELLED))).isEqualTo(CANCELLED);
        assertThat(ExitCode.worst(List.of(FAILED, CANCELLED, DONE))).isEqualTo(FAILED);
        assertThat(ExitCode.worst(List.of(FAILED, ERROR, CANCELLED))).isEqualTo(ERROR);
    }
}
