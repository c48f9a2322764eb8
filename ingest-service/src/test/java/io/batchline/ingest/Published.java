package io.batchline.ingest;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.topic.Topics;
import io.batchline.testkit.RecordCollector;
import io.batchline.testkit.TestBroker;
import java.time.Duration;
import java.util.List;

/// What a batch's topics hold, waited for.
final class Published {
    private static final Duration SOON = Duration.ofSeconds(20);

    private Published() {}

    /// The batch's commands, when there are as many at least.
    static List<BatchCommand> commandsOf(String batch, int atLeast) {
        try (var commands =
                RecordCollector.of(TestBroker.shared().connection(), Topics.BATCH_COMMANDS)) {
            commands.until(_ -> commands(batch, commands.values()).size() >= atLeast, SOON);
            return commands(batch, commands.values());
        }
    }

    /// The batch's progress, when it has come so far.
    static List<Progress> progressUntil(String batch, double percent) {
        try (var progress = RecordCollector.of(TestBroker.shared().connection(), Topics.PROGRESS)) {
            progress.until(
                    _ ->
                            progress(batch, progress.values()).stream()
                                    .anyMatch(each -> each.progressPercentage() >= percent),
                    SOON);
            return progress(batch, progress.values());
        }
    }

    private static List<BatchCommand> commands(String batch, List<BatchCommand> all) {
        return all.stream().filter(each -> each.batchId().value().equals(batch)).toList();
    }

    private static List<Progress> progress(String batch, List<Progress> all) {
        return all.stream().filter(each -> each.batchId().value().equals(batch)).toList();
    }
}
