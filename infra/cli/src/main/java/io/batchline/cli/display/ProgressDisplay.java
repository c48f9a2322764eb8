package io.batchline.cli.display;

import io.batchline.cli.client.ProgressView;
import java.io.PrintStream;

/// Where progress events are shown, in the order in which they came.
public sealed interface ProgressDisplay permits TerminalBars, PlainLines {

    void show(ProgressView event);

    /// Bars where a person looks, lines where a file or another program reads.
    static ProgressDisplay on(PrintStream out, boolean terminal) {
        return terminal ? new TerminalBars(out) : new PlainLines(out);
    }
}
