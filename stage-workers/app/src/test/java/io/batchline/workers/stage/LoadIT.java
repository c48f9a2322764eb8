package io.batchline.workers.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageOutput;
import io.batchline.stage.StageOutcome;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoadIT extends StagesFixture {
    @Test
    void loading_twice_changes_nothing_and_an_older_generation_is_refused() throws Exception {
        // given
        var load = new LoadStage(database.dataSource(), blobs(), Clock.systemUTC());
        load.run(run(Stage.LOAD, 2, 3, results("r1", 2)), context());
        List<String> rows = query("select * from results order by row_number");
        List<String> loads = query("select * from loads");

        // when
        StageOutcome again = load.run(run(Stage.LOAD, 2, 4, results("r2", 2)), context());
        StageOutcome older = load.run(run(Stage.LOAD, 1, 9, results("r3", 1)), context());

        // then
        assertThat(rows).hasSize(2);
        assertThat(again).isEqualTo(new StageOutcome.Finished("Loaded 2 rows", 2, List.of()));
        assertThat(older)
                .isInstanceOfSatisfying(
                        StageOutcome.Failed.class,
                        failed -> {
                            assertThat(failed.kind()).isEqualTo(FailureKind.PERMANENT);
                            assertThat(failed.cause()).isEqualTo("older_generation");
                        });
        assertThat(query("select * from results order by row_number")).isEqualTo(rows);
        assertThat(query("select * from loads")).isEqualTo(loads);
    }

    @Test
    void a_newer_generation_replaces_the_rows() throws Exception {
        var load = new LoadStage(database.dataSource(), blobs(), Clock.systemUTC());
        load.run(run(Stage.LOAD, 1, 1, results("r1", 2)), context());
        load.run(run(Stage.LOAD, 2, 1, results("r2", 5)), context());
        assertThat(query("select count(*) from results")).containsExactly("5");
        assertThat(query("select generation, rows from loads")).containsExactly("2|5");
    }

    @Test
    void a_load_that_breaks_off_leaves_nothing_behind() throws Exception {
        var load = new LoadStage(database.dataSource(), blobs(), Clock.systemUTC());
        StageOutput broken = output("r1", line(0, "{\"file\":\"a\"}") + "{broken");
        assertThat(catchThrowable(() -> load.run(run(Stage.LOAD, 1, 1, broken), context())))
                .isInstanceOf(IOException.class);
        assertThat(query("select * from results")).isEmpty();
        assertThat(query("select * from loads")).isEmpty();
    }
}
