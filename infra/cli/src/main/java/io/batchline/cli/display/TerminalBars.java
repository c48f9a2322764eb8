package io.batchline.cli.display;

import io.batchline.cli.client.ProgressView;
import io.batchline.contract.progress.ProgressStage;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bar for each stage and one for the batch, drawn anew in place with every event.
final class TerminalBars implements ProgressDisplay {
    private static final int WIDTH = 28;
    private static final int TEXT = 44;
    private static final String CLEAR_LINE = "\033[2K";

    private final PrintStream out;
    private final Map<ProgressStage, ProgressView> newest = new EnumMap<>(ProgressStage.class);
    private int drawn;

    TerminalBars(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(ProgressView event) {
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
        String shown = text.length() > TEXT ? text.substring(0, TEXT - 1) + "…" : text;
        return String.format(Locale.ROOT, "  %-18s %s %5.1f %%  %s", name, bar, percent, shown);
    }

    private static String seconds(ProgressView event) {
        return String.format(Locale.ROOT, "%.0f s", event.elapsedSeconds());
    }
}
