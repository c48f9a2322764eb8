package io.batchline.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Starts or stops several parts at the same time.
final class AtOnce implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    <T> Future<T> begin(Callable<T> work) {
        return threads.submit(work);
    }

    /// The result, or the failure as the one who began the work would have had it.
    static <T> T end(Future<T> work) throws IOException, InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /// Closes all of them, whatever one or the other says.
    static void closeAll(List<? extends AutoCloseable> parts) throws IOException {
        List<Future<Boolean>> closing = new ArrayList<>();
        IOException failure = new IOException("not everything stopped cleanly");
        try (AtOnce atOnce = new AtOnce()) {
            for (AutoCloseable part : parts) {
                closing.add(
                        atOnce.begin(() -> {
                            part.close();
                            return true;
                        }));
            }
        }
        for (Future<Boolean> each : closing) {
            if (each.state() == Future.State.FAILED) {
                failure.addSuppressed(each.exceptionNow());
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    /// Waits for all that was begun.
    @Override
    public void close() {
        threads.close();
    }
}
