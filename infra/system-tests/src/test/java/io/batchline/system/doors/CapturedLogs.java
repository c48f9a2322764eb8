package io.batchline.system.doors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/// Everything that is logged in this JVM, ours down to the finest level, as text.
final class CapturedLogs extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final StringBuilder text = new StringBuilder();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.batchline");
    private final Level rootBefore = root.getLevel();
    private final Level oursBefore = ours.getLevel();

    static CapturedLogs begin() {
        var logs = new CapturedLogs();
        logs.setContext(logs.root.getLoggerContext());
        logs.start();
        logs.root.setLevel(Level.INFO);
        logs.ours.setLevel(Level.TRACE);
        logs.root.addAppender(logs);
        return logs;
    }

    @Override
    protected void append(ILoggingEvent event) {
        synchronized (text) {
            text.append(event.getLoggerName()).append(' ').append(event.getFormattedMessage());
            if (event.getKeyValuePairs() != null) {
                event.getKeyValuePairs().forEach(pair -> text.append(' ').append(pair));
            }
            if (event.getThrowableProxy() != null) {
                text.append('\n').append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            text.append(' ').append(event.getMDCPropertyMap()).append('\n');
        }
    }

    String text() {
        synchronized (text) {
            return text.toString();
        }
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(rootBefore);
        ours.setLevel(oursBefore);
        stop();
    }
}
