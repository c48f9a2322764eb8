package io.batchline.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// A named figure for `/metrics`, read when someone asks.
///
/// @param name as Prometheus wants it: lower-case words joined by `_`, with the unit, `batchline_`
///   first
/// @param samples one per set of labels; called from any thread, so it must be quick and safe
public record Metric(String name, String help, Kind kind, Supplier<List<Sample>> samples) {
    /// How the figure moves.
    public enum Kind {
        /// Only up.
        COUNTER,
        /// Up and down.
        GAUGE;

        String wireId() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One value.
    public record Sample(Map<String, String> labels, double value) {
        public static Sample of(double value) {
            return new Sample(Map.of(), value);
        }
    }

    /// A gauge without labels.
    public static Metric gauge(String name, String help, Supplier<Double> value) {
        return new Metric(name, help, Kind.GAUGE, () -> List.of(Sample.of(value.get())));
    }

    /// A counter without labels.
    public static Metric counter(String name, String help, Supplier<Double> value) {
        return new Metric(name, help, Kind.COUNTER, () -> List.of(Sample.of(value.get())));
    }
}
