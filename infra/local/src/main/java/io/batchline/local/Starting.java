package io.batchline.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been started so far: closed again, the newest first, unless the start came to its end.
final class Starting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Starting.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    void done() {
        started.clear();
    }

    /// A part that can't be closed does not keep the others open, nor hide why the start failed.
    @Override
    public void close() {
        for (AutoCloseable part : started) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .log("could not be closed after a failed start");
            }
        }
    }
}
