package io.batchline.cli.submit;

import java.io.PrintStream;

/// Tells who presses Ctrl-C during an upload that nothing is lost.
final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /// Until it is closed.
    static Interruption told(PrintStream err) {
        Thread hook =
                Thread.ofPlatform()
                        .name("interrupted")
                        .unstarted(() ->
                                err.println(
                                        "Interrupted. The same command goes on with the upload."));
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process ends already, and has told.
        }
    }
}
