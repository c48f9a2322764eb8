package io.batchline.stage;

import io.batchline.contract.stage.Stage;
import io.batchline.stage.loop.PollLoop;
import java.time.Duration;

/// One stage at work in this process: its loop, its claimed tasks, their leases.
final class StageRunner<T extends Task> {
    private final PollLoop loop;
    private final Roster<T> roster;
    private final LeaseKeeper<T> keeper;

    private StageRunner(PollLoop loop, Roster<T> roster, LeaseKeeper<T> keeper) {
        this.loop = loop;
        this.roster = roster;
        this.keeper = keeper;
    }

    static <T extends Task> StageRunner<T> start(Stage stage, Trade<T> trade, Shared shared) {
        var roster = new Roster<>(stage.group(), trade, shared);
        var loop =
                PollLoop.start(
                        stage.group(),
                        trade.topicWeights().keySet(),
                        () -> new Consumers(shared.config()).ofStage(stage),
                        new ClaimThenWork<>(trade, roster, shared));
        return new StageRunner<>(loop, roster, new LeaseKeeper<>(trade, roster, shared));
    }

    void tick() {
        keeper.tick();
    }

    PollLoop loop() {
        return loop;
    }

    /// Claims nothing more and gives back what has not begun.
    void initiateClose() {
        loop.initiateClose();
        roster.stopLaunching();
    }

    boolean awaitIdle(Duration atMost) throws InterruptedException {
        return roster.awaitIdle(atMost);
    }

    void interruptAll() {
        roster.interruptAll();
    }

    void giveUpAll() {
        roster.giveUpAll();
    }
}
