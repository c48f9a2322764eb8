package io.batchline.gateway.sse;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open streams, each on the thread of its request.
public final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final Set<Thread> open = ConcurrentHashMap.newKeySet();

    /// Serves a stream on the request's own thread, a virtual one, until it ends. Not as a future
    /// of Javalin's: one that completes after the server has let go of its request makes Javalin's
    /// error handling fail on that request again and again, without end.
    void serve(Context ctx, StreamBody writer) {
        headers(ctx);
        Thread thread = Thread.currentThread();
        open.add(thread);
        ClientGone.watch(ctx, thread::interrupt);
        try {
            write(ctx, writer);
        } finally {
            open.remove(thread);
        }
    }

    private static void headers(Context ctx) {
        ctx.status(200);
        ctx.res().setContentType("text/event-stream");
        ctx.res().setCharacterEncoding("UTF-8");
        ctx.header("Cache-Control", "no-cache, no-transform");
        ctx.header("X-Accel-Buffering", "no");
        ctx.header("Connection", "close");
    }

    /// Writes to the response itself, below Javalin, whose own stream would compress and hold back.
    private static void write(Context ctx, StreamBody writer) {
        try {
            writer.writeTo(ctx.res().getOutputStream());
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("viewer is gone");
        } catch (InterruptedException e) {
            // Whoever interrupts means this stream only. The thread ends with the request, and with
            // the flag set the channel would be closed in the middle of the answer's last bytes.
            LOG.atDebug().setCause(e).log("stream was ended");
        }
    }

    int count() {
        return open.size();
    }

    /// Waits for the streams to end, which the hub has told them to, and interrupts those that do
    /// not.
    @Override
    public void close() {
        long end = System.nanoTime() + END_WITHIN.toNanos();
        try {
            for (Thread thread : open) {
                if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            open.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }
}
