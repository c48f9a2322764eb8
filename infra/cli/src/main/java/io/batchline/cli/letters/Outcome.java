package io.batchline.cli.letters;

import io.batchline.contract.topic.DeadLetter;

/// What became of one letter that was to be written back.
sealed interface Outcome {
    DeadLetter.Position position();

    record Sent(DeadLetter.Position position, String topic, int partition, long offset)
            implements Outcome {}

    /// The same record as another letter, which was taken for both.
    record Same(DeadLetter.Position position, DeadLetter.Position as) implements Outcome {}

    /// Written, but without a mark: `--all` would write it again.
    record Unmarked(Outcome written, String why) implements Outcome {
        @Override
        public DeadLetter.Position position() {
            return written.position();
        }
    }

    record NotSent(DeadLetter.Position position, String why) implements Outcome {}

    default boolean isWritten() {
        return switch (this) {
            case Sent _, Same _, Unmarked _ -> true;
            case NotSent _ -> false;
        };
    }

    default boolean isComplete() {
        return switch (this) {
            case Sent _, Same _ -> true;
            case Unmarked _, NotSent _ -> false;
        };
    }

    default String sentence() {
        return switch (this) {
            case Sent(var position, var topic, var partition, var offset) ->
                    "%s: written to %s, partition %d, offset %d"
                            .formatted(position, topic, partition, offset);
            case Same(var position, var as) ->
                    "%s: the same record as %s, written once".formatted(position, as);
            case Unmarked(var written, var why) ->
                    "%s; it could not be marked as replayed: %s".formatted(written.sentence(), why);
            case NotSent(var position, var why) -> "%s: not replayed: %s".formatted(position, why);
        };
    }
}
