package io.batchline.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.gateway.hub.Board;
import io.batchline.http.identity.Authenticator.Admission;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Role;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundTest {
    private static final TenantId TENANT = new TenantId("north");

    private final Board board = new Board(Clock.systemUTC());
    private final Lane lane =
            new Lane("streams-test", StreamSettings.USUAL, new StreamCounts(), () -> true, _ -> {});
    private final Group group =
            new Group(
                    new WatchedBatch(
                            board,
                            new BatchId("b1"),
                            "sheets",
                            EventFrames.named(new ProgressData())));
    private final List<StreamClient> served = new ArrayList<>();

    @Test
    void thousands_have_their_turn_in_slices_and_each_once() {
        List<StreamClient> all = viewers(600);
        var round = new Round(group, group.at(), Sending.NONE, 0);

        assertThat(round.goOn(served::add)).isFalse();
        assertThat(served).hasSizeLessThan(300);
        assertThat(round.goOn(served::add)).isFalse();
        assertThat(round.goOn(served::add)).isTrue();

        assertThat(served).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void whoever_leaves_or_joins_meanwhile_takes_nobodys_turn() {
        List<StreamClient> all = viewers(600);
        var round = new Round(group, group.at(), Sending.NONE, 0);
        round.goOn(served::add);
        // One that has had its turn, one that has not, and most of the rest.
        group.remove(all.get(599));
        group.remove(all.get(10));
        all.subList(50, 340).forEach(group::remove);
        viewers(5);

        round.goOn(served::add);
        round.goOn(served::add);

        assertThat(round.goOn(served::add)).isTrue();
        assertThat(served)
                .containsAll(all.subList(0, 10))
                .containsAll(all.subList(11, 50))
                .containsAll(all.subList(344, 600));
    }

    @Test
    void one_that_leaves_in_its_own_turn_takes_nobody_elses() {
        List<StreamClient> all = viewers(100);
        var round = new Round(group, group.at(), Sending.NONE, 0);

        boolean done =
                round.goOn(client -> {
                    served.add(client);
                    group.remove(client);
                });

        assertThat(done).isTrue();
        assertThat(served).containsExactlyInAnyOrderElementsOf(all);
        assertThat(group.clients()).isEmpty();
    }

    private List<StreamClient> viewers(int count) {
        var viewers = new ArrayList<StreamClient>();
        for (int i = 0; i < count; i++) {
            var admission =
                    new Admission(new Caller("ann", TENANT, Role.OPERATOR), "secret", null, true);
            var viewer = new StreamClient(lane, new FakeSink(), TENANT, admission);
            viewers.add(viewer);
            group.add(viewer);
        }
        return viewers;
    }
}
