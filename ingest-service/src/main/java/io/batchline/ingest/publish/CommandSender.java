package io.batchline.ingest.publish;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.ingest.batch.OutgoingCommands;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the outgoing commands, on a thread of its own: at once when told of one, and every second
/// whatever is still there, so also what an earlier process left.
public final class CommandSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final OutgoingCommands commands;
    private final Publisher publisher;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    private CommandSender(OutgoingCommands commands, Publisher publisher) {
        this.commands = commands;
        this.publisher = publisher;
        this.thread = Thread.ofPlatform().name("command-sender").daemon().unstarted(this::run);
    }

    public static CommandSender start(OutgoingCommands commands, Publisher publisher) {
        var sender = new CommandSender(commands, publisher);
        sender.thread.start();
        return sender;
    }

    /// There is a new command.
    public void wake() {
        news.release();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                sendAll();
                if (news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendAll() throws InterruptedException {
        try {
            while (commands.send(this::sendOrNone)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (SQLException | RuntimeException e) {
            // The rim of the loop: commands stay where they are, and the next look tries them
            // again.
            LOG.atError().setCause(e).log("outgoing commands could not be sent");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private int sendOrNone(List<BatchCommand> batch) {
        try {
            return publisher.sendCommands(batch);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
