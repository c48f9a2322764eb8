package io.batchline.cli.display;

import io.batchline.client.StreamEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/// A line with a bar for each batch, drawn anew in place; notes stand above them. Drawn at most so
/// often, for a terminal may be at the end of a slow line.
public final class TerminalBoard implements Board {
    private static final Duration PACE = Duration.ofMillis(100);

    private final PrintStream out;
    private final IntSupplier width;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private List<String> drawn = List.of();
    private long drawnAt;
    private boolean isBehind;

    public TerminalBoard(PrintStream out, IntSupplier width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public synchronized void uploads(String label, Transfer transfer) {
        show(Row.of(label, transfer), label, false);
    }

    @Override
    public synchronized void sees(String label, StreamEvent event) {
        show(Row.of(label, event.progress()), label, event.isLast());
    }

    @Override
    public synchronized void notes(String label, String text) {
        int cells = width.getAsInt();
        out.print(Frame.clear(drawn, cells));
        drawn = List.of();
        out.println(SafeText.lines(label + ": " + text));
        draw();
    }

    private void show(Row row, String label, boolean atOnce) {
        boolean isNew = rows.put(label, row) == null;
        isBehind = true;
        if (isNew || atOnce || System.nanoTime() - drawnAt >= PACE.toNanos()) {
            draw();
        }
    }

    private void draw() {
        int cells = width.getAsInt();
        List<String> lines = BarLine.draw(List.copyOf(rows.values()), cells);
        out.print(Frame.over(drawn, cells, lines));
        out.flush();
        drawn = lines;
        drawnAt = System.nanoTime();
        isBehind = false;
    }

    @Override
    public synchronized void close() {
        if (isBehind) {
            draw();
        }
    }
}
