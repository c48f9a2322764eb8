package io.batchline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.item.ItemEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MovingPartitionsIT {
    private static final int ITEMS = 900;

    @Test
    void no_item_is_lost_or_run_twice_while_workers_come_and_go() {
        try (var bench = new Workbench()) {
            // given
            var runs = new ConcurrentHashMap<Integer, Integer>();
            ScriptedWorkload.Work work =
                    (item, _) -> {
                        runs.merge(item.index(), 1, Integer::sum);
                        return ScriptedWorkload.done();
                    };

            // when one works, another joins, the first leaves, a third joins
            bench.release(ITEMS);
            var first = bench.processing(bench.config(4, 2), work);
            bench.events(ItemEvent.Succeeded.class, ITEMS / 10);
            try (var _ = bench.processing(bench.config(4, 2), work)) {
                bench.events(ItemEvent.Succeeded.class, ITEMS / 3);
                first.close();
                bench.events(ItemEvent.Succeeded.class, ITEMS / 2);
                try (var _ = bench.processing(bench.config(4, 2), work)) {
                    List<ItemEvent> events = bench.events(all -> ended(all).size() == ITEMS);

                    // then what ran ran once; what was given back at the end did not run
                    Map<Integer, ItemEvent> ended = ended(events);
                    assertThat(ended.keySet())
                            .isEqualTo(
                                    IntStream.range(0, ITEMS).boxed().collect(Collectors.toSet()));
                    assertThat(Workbench.of(ItemEvent.Succeeded.class, events))
                            .hasSize(runs.size());
                    assertThat(runs.values()).containsOnly(1);
                }
            }
        }
    }

    private static Map<Integer, ItemEvent> ended(List<ItemEvent> events) {
        return Workbench.of(ItemEvent.OfItem.class, events).stream()
                .filter(event ->
                        event instanceof ItemEvent.Succeeded || event instanceof ItemEvent.Returned)
                .collect(
                        Collectors.toMap(
                                event -> event.run().index(), event -> event, (one, _) -> one));
    }
}
