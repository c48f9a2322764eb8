package io.batchline.cli.display;

import io.batchline.client.ProgressView;
import io.batchline.client.StreamEvent;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Plain lines for files and logs: one for the start, each tenth and the end of a stage, and for
/// what is waited for.
public final class LineBoard implements Board {
    private final PrintStream out;
    private final Map<String, String> shown = new HashMap<>();

    public LineBoard(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void uploads(String label, Transfer transfer) {
        int tenths = (int) (transfer.percent().orElse(0) / 10);
        if (isNew(label, "uploading " + tenths)) {
            print(Row.of(label, transfer), "");
        }
    }

    @Override
    public synchronized void sees(String label, StreamEvent event) {
        ProgressView view = event.progress();
        int tenths = (int) (view.progressPercentage() / 10);
        String state =
                "%s %d %s %s"
                        .formatted(
                                view.stage().wireId(),
                                tenths,
                                view.waitingReason(),
                                view.stalled());
        if (isNew(label, state) || event.isLast()) {
            print(Row.of(label, view), view.stage().isTerminal() ? "" : view.message());
        }
    }

    @Override
    public synchronized void notes(String label, String text) {
        out.println(SafeText.of(label + ": " + text));
        out.flush();
    }

    private boolean isNew(String label, String state) {
        return !state.equals(shown.put(label, state));
    }

    private void print(Row row, String message) {
        String percent =
                row.percent().isPresent()
                        ? String.format(Locale.ROOT, "%5.1f %%", row.percent().getAsDouble())
                        : "       ";
        String rest = message.isEmpty() ? "" : "  " + SafeText.of(message);
        out.println(
                "%s  %s  %s%s"
                        .formatted(row.label(), percent, String.join("  ", row.parts()), rest));
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
