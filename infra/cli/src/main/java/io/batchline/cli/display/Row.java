package io.batchline.cli.display;

import io.batchline.client.ProgressView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What one line says of one batch.
///
/// @param percent 0 to 100; empty when it can't be told
/// @param parts the most important first: what does not fit is left out from the end
public record Row(String label, OptionalDouble percent, List<String> parts) {
    public Row {
        label = SafeText.of(label);
        parts = parts.stream().map(SafeText::of).toList();
    }

    /// A batch on its way, or at its end.
    public static Row of(String label, ProgressView view) {
        List<String> parts = new ArrayList<>();
        if (view.stage().isTerminal()) {
            parts.add(view.stage().wireId());
            parts.add(view.message());
            parts.add(Amounts.time(seconds(view.elapsedSeconds())));
            return new Row(label, OptionalDouble.of(view.batchPercentage()), parts);
        }
        parts.add("%s %.0f %%".formatted(view.stageLabel(), view.progressPercentage()));
        String waiting = view.waitingReason();
        if (waiting != null) {
            parts.add("waits: " + waiting);
        } else if (view.stalled()) {
            parts.add("stalled");
        }
        if (view.itemsTotal() > 0) {
            parts.add("%d/%d".formatted(view.itemsProcessed(), view.itemsTotal()));
        }
        if (view.itemsFailed() > 0) {
            parts.add("%d failed".formatted(view.itemsFailed()));
        }
        Double eta = view.etaSeconds();
        if (eta != null) {
            parts.add("ETA " + Amounts.time(seconds(eta)));
        }
        if (view.throughputPerSecond() > 0) {
            parts.add(Amounts.rate(view.throughputPerSecond()));
        }
        return new Row(label, OptionalDouble.of(view.batchPercentage()), parts);
    }

    /// A source on its way to the server.
    public static Row of(String label, Transfer transfer) {
        List<String> parts = new ArrayList<>();
        parts.add("uploading");
        parts.add(
                transfer.total().isPresent()
                        ? "%s of %s"
                                .formatted(
                                        Amounts.bytes(transfer.done()),
                                        Amounts.bytes(transfer.total().getAsLong()))
                        : Amounts.bytes(transfer.done()));
        transfer.left().ifPresent(left -> parts.add("ETA " + Amounts.time(left)));
        parts.add(Amounts.bytes(transfer.bytesPerSecond()) + "/s");
        return new Row(label, transfer.percent(), parts);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
