package io.batchline.gateway.sse;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open streams, each with its thread.
final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration END_WITHIN = Duration.ofSeconds(1);

    private final Set<Thread> open = ConcurrentHashMap.newKeySet();

    /// Begins a stream: its headers now, its events by a thread of its own.
    ///
    /// @return completes when the stream has ended, however it did
    CompletableFuture<Void> open(Context ctx, StreamWriter writer) {
        ctx.req().getAsyncContext().setTimeout(0);
        headers(ctx);
        var ended = new CompletableFuture<Void>();
        Thread thread =
                Thread.ofVirtual()
                        .name("stream " + ctx.path())
                        .unstarted(() -> run(ctx, writer, ended));
        open.add(thread);
        ClientGone.watch(ctx, thread::interrupt);
        thread.start();
        return ended;
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
    private void run(Context ctx, StreamWriter writer, CompletableFuture<Void> ended) {
        try {
            writer.writeTo(ctx.res().getOutputStream());
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("path", ctx.path()).setCause(e).log("viewer is gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(Thread.currentThread());
            ended.complete(null);
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
