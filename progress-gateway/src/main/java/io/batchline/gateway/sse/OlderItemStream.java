package io.batchline.gateway.sse;

import io.batchline.gateway.session.OlderItem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One item's stream: an event whenever it has changed, up to its end. Items have no events of
/// their own that are held, so the read model is looked at.
record OlderItemStream(
        Supplier<Optional<OlderItem>> item,
        Function<OlderItem, byte[]> json,
        StreamSettings settings)
        implements StreamBody {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Override
    public void writeTo(OutputStream out) throws IOException, InterruptedException {
        write(out, Frame.retry(settings.retry()));
        @Nullable OlderItem told = null;
        long comment = System.nanoTime() + settings.heartbeat().toNanos();
        for (int number = 1; ; number++) {
            Optional<OlderItem> found = item.get();
            if (found.isEmpty()) {
                return;
            }
            OlderItem now = found.get();
            if (!now.equals(told)) {
                var event = new ByteArrayOutputStream();
                byte[] frame = Frame.unnamed(json.apply(now));
                EventFrames.write(event, Integer.toString(number), frame);
                write(out, event.toByteArray());
                told = now;
            }
            if (now.hasEnded()) {
                return;
            }
            if (System.nanoTime() - comment >= 0) {
                write(out, Frame.COMMENT);
                comment = System.nanoTime() + settings.heartbeat().toNanos();
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }
}
