package io.batchline.ingest.batch;

import java.util.List;
import java.util.UUID;

/// Whether parts are joined.
public sealed interface JoinDecision {
    /// @param source the id of the upload that they become
    /// @param parts in their order
    /// @param length bytes of all
    record Join(UUID source, List<Upload> parts, long length) implements JoinDecision {
        public Join {
            parts = List.copyOf(parts);
        }
    }

    /// They were joined before, by the same words: whoever asked has not heard the answer.
    record JoinedAlready(Upload upload) implements JoinDecision {}

    /// They are not.
    sealed interface Refused extends JoinDecision {}

    /// @param limit parts that a source may have
    record TooMany(int limit) implements Refused {}

    /// It is named twice.
    record Doubled(UUID part) implements Refused {}

    /// The tenant has no such upload.
    record Unknown(UUID part) implements Refused {}

    /// It was not begun as a part.
    record NotAPart(UUID upload) implements Refused {}

    record OfAnotherBatch(UUID part) implements Refused {}

    /// It has expired or was ended.
    record Gone(UUID part) implements Refused {}

    /// It belongs to an upload of other parts, or of another order or description.
    record JoinedOtherwise(UUID part, UUID into) implements Refused {}

    /// @param received bytes of it that are there
    record Unfinished(UUID part, long received, long length) implements Refused {}

    /// A request writes it.
    record Busy(UUID part) implements Refused {}

    /// @param limit bytes that a source may have
    record TooLarge(long limit) implements Refused {}

    /// The parts, all together, do not have the bytes that the client said of the source.
    ///
    /// @param said by the client when it began them
    record OtherLength(long length, long said) implements Refused {}

    /// The batch takes no source.
    record NotPending() implements Refused {}
}
