package io.batchline.gateway.sse;

import io.batchline.http.identity.Authenticator.Admission;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open streams that each have the thread of their request, because they look at the database
/// again and again.
public final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final Map<Thread, Admission> open = new ConcurrentHashMap<>();
    private final Rights rights;

    /// @param rights asked about the viewers again and again
    public Streams(Rights rights) {
        this.rights = rights;
    }

    /// Serves a stream on the request's own thread, a virtual one, until it ends. Not as a future
    /// of Javalin's: one that completes after the server has let go of its request makes Javalin's
    /// error handling fail on that request again and again, without end.
    ///
    /// @param admission what lets the viewer in: the stream ends some seconds after that does
    void serve(Context ctx, Admission admission, StreamBody writer) {
        StreamHead.write(ctx);
        Thread thread = Thread.currentThread();
        open.put(thread, admission);
        ClientGone.watch(ctx, thread::interrupt);
        try {
            write(ctx, writer);
        } finally {
            open.remove(thread);
        }
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
        Set<Admission> ended;
        try {
            ended = rights.endedOf(open.values());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        open.forEach((thread, admission) -> {
            if (ended.contains(admission)) {
                thread.interrupt();
            }
        });
    }

    int count() {
        return open.size();
    }

    /// Ends all of them.
    @Override
    public void close() {
        open.keySet().forEach(Thread::interrupt);
        long end = System.nanoTime() + END_WITHIN.toNanos();
        try {
            for (Thread thread : open.keySet()) {
                if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    LOG.atWarn().log("a stream does not end in time");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
