package io.batchline.contract.progress;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.fasterxml.jackson.annotation.JsonValue;
import io.batchline.contract.stage.Stage;
import java.time.Instant;

/// Why a batch or an item waits: always exactly one, and the same words whoever says it. It travels
/// as its text.
public sealed interface WaitingReason {
    /// Someone paused the batch.
    record Paused() implements WaitingReason {}

    /// Every worker's slots are taken, or others come first.
    ///
    /// @param ahead items that go before, as far as it is known; see
    ///   [io.batchline.contract.batch.InLine#ahead]
    record ForSlot(int ahead) implements WaitingReason {}

    /// As many of the batch's items run as it allows itself. Of items only: the batch moves.
    record ConcurrencyReached() implements WaitingReason {}

    /// An attempt failed, and the next may not begin before that time.
    record Backoff(Instant until) implements WaitingReason {}

    record NoWorker(Stage stage) implements WaitingReason {}

    /// Whoever says so does not hear the broker, and so does not know what happens.
    record BrokerUnreachable() implements WaitingReason {}

    /// Of a batch that has no source yet.
    record ForUpload() implements WaitingReason {}

    /// Of a batch whose source is on its way.
    record ForUploadToEnd() implements WaitingReason {}

    /// Of a batch that is complete and starts when someone says so.
    record ForStart() implements WaitingReason {}

    /// Extract has ended, and not all items that it announced have come.
    record ForItems() implements WaitingReason {}

    /// Of a batch that is being stopped.
    record ToStop(int running) implements WaitingReason {}

    /// A worker has it and has not been heard of for long.
    record NoSignOfLife(Stage stage) implements WaitingReason {}

    /// What clients read. Programs may compare it; only the numbers, times and stages vary.
    @JsonValue
    default String text() {
        return switch (this) {
            case Paused() -> "paused";
            case ForSlot(int ahead) -> "waiting for slot (%d ahead)".formatted(ahead);
            case ConcurrencyReached() -> "concurrency reached";
            case Backoff(Instant until) -> "backoff until " + until.truncatedTo(SECONDS);
            case NoWorker(Stage stage) -> "no worker alive for stage " + stage.shortName();
            case BrokerUnreachable() -> "broker unreachable";
            case ForUpload() -> "waiting for upload";
            case ForUploadToEnd() -> "waiting for the upload to end";
            case ForStart() -> "waiting for start";
            case ForItems() -> "waiting for the items that extract announced";
            case ToStop(int running) -> "waiting for %d running to stop".formatted(running);
            case NoSignOfLife(Stage stage) -> "no sign of life from stage " + stage.shortName();
        };
    }
}
