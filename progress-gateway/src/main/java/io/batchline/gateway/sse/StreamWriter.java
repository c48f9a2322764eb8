package io.batchline.gateway.sse;

import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.gateway.hub.Viewer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// Writes one viewer's stream from its first line to its end.
final class StreamWriter {
    private final Viewer viewer;
    private final Function<ProgressEvent, byte[]> frames;
    private final StreamSettings settings;

    StreamWriter(Viewer viewer, Function<ProgressEvent, byte[]> frames, StreamSettings settings) {
        this.viewer = viewer;
        this.frames = frames;
        this.settings = settings;
    }

    /// Returns when the batch has ended or the viewer is sent away.
    ///
    /// @throws IOException when the client is gone
    void writeTo(OutputStream out) throws IOException, InterruptedException {
        write(out, Frame.retry(settings.retry()));
        long comment = System.nanoTime() + settings.heartbeat().toNanos();
        while (true) {
            Duration untilComment = Duration.ofNanos(Math.max(0, comment - System.nanoTime()));
            switch (viewer.next(untilComment)) {
                case Viewer.Next.Events(List<ProgressEvent> events) -> {
                    write(out, events);
                    if (events.getLast().isEnd()) {
                        return;
                    }
                    Thread.sleep(settings.pace());
                }
                case Viewer.Next.Quiet() -> {}
                case Viewer.Next.Over() -> {
                    return;
                }
                case Viewer.Next.SentAway() -> {
                    write(out, Frame.retry(settings.retry()));
                    return;
                }
            }
            if (System.nanoTime() - comment >= 0) {
                write(out, Frame.COMMENT);
                comment = System.nanoTime() + settings.heartbeat().toNanos();
            }
        }
    }

    private void write(OutputStream out, List<ProgressEvent> events) throws IOException {
        for (ProgressEvent event : events) {
            out.write(event.frame(frames));
        }
        out.flush();
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }
}
