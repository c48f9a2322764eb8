package io.batchline.cli.submit;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tells who presses Ctrl-C meanwhile what becomes of it.
final class Interruption implements AutoCloseable {
    private final AtomicBoolean isKept = new AtomicBoolean();
    private final Thread hook;

    private Interruption(PrintStream err) {
        hook =
                Thread.ofPlatform()
                        .name("interrupted")
                        .unstarted(() -> err.println(sentence(isKept.get())));
    }

    /// Until it is closed.
    static Interruption told(PrintStream err) {
        Interruption interruption = new Interruption(err);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /// From now on a later call can go on with it.
    void goesOn() {
        isKept.set(true);
    }

    static String sentence(boolean isKept) {
        return isKept
                ? "Interrupted. The same command goes on with the upload."
                : "Interrupted. There may be a batch already (batchline list); the same command makes another one.";
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
