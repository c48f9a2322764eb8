package io.batchline.cli.display;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How far an upload is.
///
/// @param done bytes of it that are on their way or there
/// @param total empty when its length is not known yet
/// @param bytesPerSecond since this program began to send; 0 at its beginning
public record Transfer(long done, OptionalLong total, double bytesPerSecond) {
    OptionalDouble percent() {
        if (total.isEmpty()) {
            return OptionalDouble.empty();
        }
        long all = total.getAsLong();
        return OptionalDouble.of(all == 0 ? 100 : Math.min(100.0, 100.0 * done / all));
    }

    Optional<Duration> left() {
        return total.isEmpty() || bytesPerSecond <= 0
                ? Optional.empty()
                : Optional.of(
                        Duration.ofSeconds(
                                Math.round((total.getAsLong() - done) / bytesPerSecond)));
    }
}
