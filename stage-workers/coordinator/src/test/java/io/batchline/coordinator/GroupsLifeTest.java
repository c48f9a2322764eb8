package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.item.ItemResult;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.work.WorkItem;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GroupsLifeTest {
    private final World world = new World();
    private final Life life = Life.in(world, "b1");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void items_are_processed_group_by_group_and_separators_name_what_follows() {
        life.begin().extract(9);
        organized(8, new ItemResult.Grouped("A"));
        organized(0, new ItemResult.Ungrouped());
        organized(1, new ItemResult.Grouped("A"));
        organized(2, new ItemResult.Grouped("B"));
        organized(3, new ItemResult.Separator("C"));
        organized(5, new ItemResult.Ungrouped());
        organized(4, new ItemResult.Ungrouped());
        world.send(life.worker().failed(life.run(Stage.ORGANIZE, 6), FailureKind.PERMANENT));
        assertThat(life.released(Stage.PROCESS)).isEmpty();
        organized(7, new ItemResult.Grouped("B"));

        List<WorkItem> released = life.released(Stage.PROCESS);
        assertThat(released.stream().map(each -> each.run().index()))
                .containsExactly(0, 1, 8, 2, 7, 4, 5);
        assertThat(released.stream().map(WorkItem::group))
                .containsExactly(null, "A", "A", "B", "B", "C", "C");
        assertThat(life.batch().counts().succeeded()).isEqualTo(1);
        assertThat(life.batch().counts().failed()).isEqualTo(1);
    }

    @Test
    void the_order_survives_a_restart() {
        life.begin().extract(40);
        for (int index = 0; index < 40; index++) {
            organized(index, new ItemResult.Grouped(index % 2 == 0 ? "even" : "odd"));
        }
        life.start(Stage.PROCESS, 0);
        life.succeed(Stage.PROCESS, 0);
        world.restart();
        life.work(Stage.PROCESS);
        assertThat(life.released(Stage.PROCESS).stream().map(each -> each.run().index() % 2))
                .isSorted()
                .hasSize(40);
        assertThat(world.runs(Stage.COLLECT)).hasSize(1);
    }

    private void organized(int index, ItemResult result) {
        world.send(life.worker().succeeded(life.run(Stage.ORGANIZE, index), result));
    }
}
