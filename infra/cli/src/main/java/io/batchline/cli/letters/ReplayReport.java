package io.batchline.cli.letters;

import io.batchline.contract.topic.DeadLetter;
import io.batchline.contract.topic.TopicPolicy;
import io.batchline.contract.topic.Topics;
import java.util.ArrayList;
import java.util.List;

/// What a replay did.
///
/// @param isComplete whether all that was wanted is back where it came from
/// @param lines one for each letter, and what holds for all
public record ReplayReport(boolean isComplete, List<String> lines) {
    public ReplayReport {
        lines = List.copyOf(lines);
    }

    static ReplayReport of(List<Outcome> outcomes) {
        List<String> lines = new ArrayList<>(outcomes.stream().map(Outcome::sentence).toList());
        long written = outcomes.stream().filter(Outcome::isWritten).count();
        long open = outcomes.stream().filter(outcome -> !outcome.isWritten()).count();
        lines.add("%d written back, %d not.".formatted(written, open));
        if (written > 0) {
            lines.add(
                    "A letter itself is not deleted: %s keeps it %s. What was written back has the header %s."
                            .formatted(
                                    Topics.DEAD_LETTERS.name(), kept(), DeadLetter.REPLAYED_FROM));
        }
        return new ReplayReport(outcomes.stream().allMatch(Outcome::isComplete), lines);
    }

    private static String kept() {
        return switch (Topics.DEAD_LETTERS.policy()) {
            case TopicPolicy.DeleteAfter(var keep) -> "%d days".formatted(keep.toDays());
            case TopicPolicy.Compact _, TopicPolicy.CompactWithHistory _ -> "for ever";
        };
    }
}
