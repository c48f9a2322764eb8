package io.batchline.cli.display;

import io.batchline.client.ProgressView;
import io.batchline.client.StreamEvent;
import io.batchline.contract.progress.ProgressStage;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bar for each stage of one batch and one for all of it, drawn anew in place with every event.
public final class StageBoard implements Board {
    private static final int WIDTH = 28;
    private static final int TEXT = 44;
    private static final String CLEAR_LINE = "\033[2K";

    private final PrintStream out;
    private final Map<ProgressStage, ProgressView> newest = new EnumMap<>(ProgressStage.class);
    private int drawn;

    public StageBoard(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void uploads(String label, Transfer transfer) {
        // The server tells of it as a stage.
    }

    @Override
    public synchronized void sees(String label, StreamEvent event) {
        show(event.progress());
    }

    @Override
    public synchronized void notes(String label, String text) {
        out.println(SafeText.of(text));
        drawn = 0;
    }

    private void show(ProgressView event) {
        newest.put(event.stage(), event);
        List<String> lines = lines(event);
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\033[%dA".formatted(drawn));
        }
        lines.forEach(line -> frame.append(CLEAR_LINE).append(line).append('\n'));
        out.print(frame);
        out.flush();
        drawn = lines.size();
    }

    private List<String> lines(ProgressView event) {
        List<String> lines = new ArrayList<>();
        for (ProgressStage stage : ProgressStage.values()) {
            if (!stage.isTerminal()) {
                lines.add(line(stage, newest.get(stage)));
            }
        }
        lines.add(
                line(
                        "batch",
                        event.batchPercentage(),
                        event.stage().isTerminal() ? event.message() : seconds(event)));
        return lines;
    }

    private static String line(ProgressStage stage, @Nullable ProgressView event) {
        return event == null
                ? line(stage.wireId(), 0, "")
                : line(stage.wireId(), event.progressPercentage(), event.message());
    }

    private static String line(String name, double percent, String text) {
        int full = (int) Math.round(WIDTH * percent / 100);
        String bar = "█".repeat(full) + "░".repeat(WIDTH - full);
        String shown = SafeText.cut(SafeText.of(text), TEXT);
        return String.format(Locale.ROOT, "  %-18s %s %5.1f %%  %s", name, bar, percent, shown);
    }

    @Override
    public void close() {
        out.flush();
    }

    private static String seconds(ProgressView event) {
        return String.format(Locale.ROOT, "%.0f s", event.elapsedSeconds());
    }
}
