package io.batchline.gateway.sse;

import io.batchline.http.Problem;
import io.batchline.http.identity.Authenticator.Admission;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open streams, each on the thread of its request.
public final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final Map<Thread, Admission> open = new ConcurrentHashMap<>();
    private final Admissions admissions;

    /// @param admissions asked about the viewers again and again
    public Streams(Admissions admissions) {
        this.admissions = admissions;
    }

    /// Whether what let a viewer in still does.
    @FunctionalInterface
    public interface Admissions {
        boolean hold(Admission admission) throws SQLException;
    }

    /// Serves a stream on the request's own thread, a virtual one, until it ends. Not as a future
    /// of Javalin's: one that completes after the server has let go of its request makes Javalin's
    /// error handling fail on that request again and again, without end.
    ///
    /// @param admission what lets the viewer in: the stream ends some seconds after that does
    void serve(Context ctx, Admission admission, StreamBody writer) {
        headers(ctx);
        Thread thread = Thread.currentThread();
        open.put(thread, admission);
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

    /// Ends the streams of viewers who would not be let in any more; to be called now and then.
    /// Those that nobody can be asked about go on.
    public void endUnadmitted() {
        var held = new HashMap<Admission, Boolean>();
        open.forEach((thread, admission) -> {
            if (!held.computeIfAbsent(admission, this::holds)) {
                thread.interrupt();
            }
        });
    }

    private boolean holds(Admission admission) {
        try {
            return admissions.hold(admission);
        } catch (SQLException | Problem e) {
            // A problem, where the issuer of the viewer's token does not answer.
            LOG.atWarn().setCause(e).log("a viewer's right could not be looked up");
            return true;
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
            for (Thread thread : open.keySet()) {
                if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            open.keySet().forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }
}
