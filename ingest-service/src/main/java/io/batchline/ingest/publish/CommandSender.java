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

    /// One command goes at once; where there are hundreds in a second, they go together, the more
    /// the further apart.
    private static final Duration APART = Duration.ofMillis(20);

    private static final Duration FURTHEST_APART = Duration.ofMillis(100);
    private static final Duration FOR_EACH = Duration.ofMillis(2);

    private final OutgoingCommands commands;
    private final Publisher publisher;
    private final Rounds rounds;
    private int sent;

    private CommandSender(OutgoingCommands commands, Publisher publisher) {
        this.commands = commands;
        this.publisher = publisher;
        this.rounds = Rounds.start("command-sender", LOOK_EVERY, () -> apart(sent), this::sendAll);
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

    /// Between the beginning of a round that sent so many commands and the next.
    static Duration apart(int sent) {
        Duration wished = FOR_EACH.multipliedBy(sent);
        Duration atLeast = wished.compareTo(APART) > 0 ? wished : APART;
        return atLeast.compareTo(FURTHEST_APART) < 0 ? atLeast : FURTHEST_APART;
    }

    /// Commands that can't be sent stay where they are.
    private void sendAll() throws SQLException, InterruptedException {
        sent = 0;
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
            int acknowledged = publisher.sendCommands(batch);
            sent += acknowledged;
            return acknowledged;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
