package io.batchline.gateway.sse;

import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.gateway.hub.Reception;
import io.batchline.gateway.hub.Viewer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes one viewer's stream from its first line to its end. While the broker is not heard the
/// newest event is sent again, once, with that as its reason to wait, and as it was when it is
/// heard again.
final class StreamWriter implements StreamBody {
    /// How soon a viewer to whom nothing happens is told that nobody hears the broker.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Viewer viewer;
    private final Frames frames;
    private final Reception reception;
    private final StreamSettings settings;

    private @Nullable ProgressEvent newest;
    private boolean saidUnheard;

    /// How events become bytes.
    ///
    /// @param usual may be shared by all viewers
    /// @param unheard the event again, while the broker is not heard
    record Frames(Function<ProgressEvent, byte[]> usual, Function<ProgressEvent, byte[]> unheard) {}

    StreamWriter(Viewer viewer, Frames frames, Reception reception, StreamSettings settings) {
        this.viewer = viewer;
        this.frames = frames;
        this.reception = reception;
        this.settings = settings;
    }

    /// Returns when the batch has ended or the viewer is sent away.
    @Override
    public void writeTo(OutputStream out) throws IOException, InterruptedException {
        write(out, Frame.retry(settings.retry()));
        long comment = System.nanoTime() + settings.heartbeat().toNanos();
        while (true) {
            switch (viewer.next(untilComment(comment))) {
                case Viewer.Next.Events(List<ProgressEvent> events) -> {
                    write(out, events);
                    if (events.getLast().isEnd()) {
                        return;
                    }
                    newest = events.getLast();
                    saidUnheard = false;
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
            sayWhetherHeard(out);
            if (System.nanoTime() - comment >= 0) {
                write(out, Frame.COMMENT);
                comment = System.nanoTime() + settings.heartbeat().toNanos();
            }
        }
    }

    private static Duration untilComment(long comment) {
        Duration left = Duration.ofNanos(Math.max(0, comment - System.nanoTime()));
        return left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY;
    }

    private void sayWhetherHeard(OutputStream out) throws IOException {
        boolean unheard = !reception.isThere();
        ProgressEvent last = newest;
        if (last != null && unheard != saidUnheard) {
            write(out, unheard ? frames.unheard().apply(last) : frames.usual().apply(last));
            saidUnheard = unheard;
        }
    }

    private void write(OutputStream out, List<ProgressEvent> events) throws IOException {
        for (ProgressEvent event : events) {
            out.write(frames.usual().apply(event));
        }
        out.flush();
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }
}
