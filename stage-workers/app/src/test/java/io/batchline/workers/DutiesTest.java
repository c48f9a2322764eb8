package io.batchline.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.contract.stage.Stage;
import io.batchline.contract.worker.WorkerInfo.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DutiesTest {
    @Test
    void stages_and_roles_are_named_divided_by_commas() {
        assertThat(Duties.parse("process, organize,projector"))
                .isEqualTo(
                        new Duties(
                                Set.of(Stage.PROCESS, Stage.ORGANIZE),
                                Set.of(Role.PROJECTOR),
                                false));
        assertThat(Duties.parse("webhooks")).isEqualTo(new Duties(Set.of(), Set.of(), true));
    }

    @Test
    void all_is_every_stage_and_role() {
        assertThat(Duties.parse("all")).isEqualTo(Duties.ALL);
        assertThat(Duties.ALL.stages()).hasSize(7);
        assertThat(Duties.ALL.roles()).hasSize(2);
        assertThat(Duties.ALL.webhooks()).isTrue();
    }

    @Test
    void an_unknown_name_is_refused_with_those_that_there_are() {
        assertThatThrownBy(() -> Duties.parse("process,proces"))
                .hasMessage(
                        "--stages names 'proces': it takes all, or divided by commas: extract, organize, process, collect, csv, load, cleanup, coordinator, projector, webhooks");
        assertThatThrownBy(() -> Duties.parse("")).hasMessageContaining("--stages names ''");
    }
}
