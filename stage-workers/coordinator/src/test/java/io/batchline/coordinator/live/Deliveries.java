package io.batchline.coordinator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Brings what is planned to its end: at once, late or again, and each plan is checked to change
/// nothing before its steps are done.
final class Deliveries {
    private final Random random;
    private final MapStore store;
    private final Laws laws;
    private final List<Supplier<Plan>> sent = new ArrayList<>();
    private final List<Supplier<Plan>> late = new ArrayList<>();

    Deliveries(Random random, MapStore store, Laws laws) {
        this.random = random;
        this.store = store;
        this.laws = laws;
    }

    /// At once or, now and then, when [#late()] is called.
    void send(Supplier<Plan> planned) {
        sent.add(planned);
        if (random.nextInt(6) == 0) {
            late.add(planned);
        } else {
            deliver(planned);
        }
    }

    /// Any one of all that were sent.
    void again() {
        if (!sent.isEmpty()) {
            deliver(sent.get(random.nextInt(sent.size())));
        }
    }

    /// Any one of those that are late.
    void late() {
        if (!late.isEmpty()) {
            deliver(late.remove(random.nextInt(late.size())));
        }
    }

    void deliver(Supplier<Plan> planned) {
        int writes = store.writes;
        int records = laws.sent;
        Plan plan = planned.get();
        assertThat(store.writes).as("planning stores nothing").isEqualTo(writes);
        assertThat(laws.sent).as("planning sends nothing").isEqualTo(records);
        switch (plan) {
            case Plan.Nothing() -> {}
            case Plan.Steps(Runnable steps) -> steps.run();
            // Every event was made from what had been released.
            case Plan.Refused(String why) -> assertThat(why).contains("was never");
        }
    }
}
