package io.batchline.ingest.publish;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.ingest.batch.OutgoingCommands;
import io.batchline.ingest.rounds.Rounds;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Sends the outgoing commands, on a thread of its own: at once when told of one, and every second
/// whatever is still there, so also what an earlier process left.
public final class CommandSender implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /// One command goes at once; where there are hundreds in a second, they go together.
    private static final Duration APART = Duration.ofMillis(20);

    private final OutgoingCommands commands;
    private final Publisher publisher;
    private final Rounds rounds;

    private CommandSender(OutgoingCommands commands, Publisher publisher) {
        this.commands = commands;
        this.publisher = publisher;
        this.rounds = Rounds.start("command-sender", LOOK_EVERY, APART, this::sendAll);
    }

    public static CommandSender start(OutgoingCommands commands, Publisher publisher) {
        return new CommandSender(commands, publisher);
    }

    /// There is a new command.
    public void wake() {
        rounds.wake();
    }

    @Override
    public void close() {
        rounds.close();
    }

    /// Commands that can't be sent stay where they are.
    private void sendAll() throws SQLException, InterruptedException {
        boolean more = true;
        while (more) {
            more = commands.send(this::sendOrNone);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
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
