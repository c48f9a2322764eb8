package io.batchline.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was opened, to be closed last first. Closing again does nothing.
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T one) {
        opened.push(one);
        return one;
    }

    synchronized void closeAll() {
        while (!opened.isEmpty()) {
            AutoCloseable one = opened.pop();
            try {
                one.close();
            } catch (Exception e) {
                // The others must be closed all the same, and there is nobody left to act on it.
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("what", one.getClass().getSimpleName())
                        .log("close failed");
            }
        }
    }
}
