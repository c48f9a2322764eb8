package io.batchline.local;

import io.batchline.database.DatabaseConfig;
import io.batchline.embedded.EmbeddedBroker;
import io.batchline.embedded.EmbeddedDatabase;
import io.batchline.kafka.KafkaConnection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Future;

/// The broker and the database below the services.
record Servers(EmbeddedBroker broker, EmbeddedDatabase database) implements AutoCloseable {

    /// Starts both at once.
    static Servers start(LocalConfig config) throws IOException, InterruptedException {
        Future<EmbeddedBroker> broker;
        Future<EmbeddedDatabase> database;
        try (AtOnce atOnce = new AtOnce()) {
            broker = atOnce.begin(() -> EmbeddedBroker.start(config.broker()));
            database = atOnce.begin(() -> EmbeddedDatabase.start(config.database()));
        }
        closeOneWithoutTheOther(broker, database);
        return new Servers(AtOnce.end(broker), AtOnce.end(database));
    }

    private static void closeOneWithoutTheOther(
            Future<? extends AutoCloseable> one, Future<? extends AutoCloseable> other)
            throws IOException {
        if (one.state() != other.state()) {
            AtOnce.closeAll(
                    List.of(
                            one.state() == Future.State.SUCCESS
                                    ? one.resultNow()
                                    : other.resultNow()));
        }
    }

    KafkaConnection kafka() {
        return KafkaConnection.plain(broker.bootstrapServers());
    }

    DatabaseConfig databaseConfig() {
        return DatabaseConfig.of(database.jdbcUrl(), database.user(), database.password());
    }

    @Override
    public void close() throws IOException {
        AtOnce.closeAll(List.of(broker, database));
    }
}
