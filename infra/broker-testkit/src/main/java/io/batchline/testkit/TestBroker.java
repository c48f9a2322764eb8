package io.batchline.testkit;

import io.batchline.embedded.EmbeddedBroker;
import io.batchline.kafka.KafkaConnection;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The one broker of a test's JVM: started by the first who asks, stopped when the JVM ends, its
/// folder removed.
public final class TestBroker {
    private final EmbeddedBroker broker;

    private TestBroker(EmbeddedBroker broker) {
        this.broker = broker;
    }

    public static TestBroker shared() {
        return Holder.SHARED;
    }

    public KafkaConnection connection() {
        return KafkaConnection.plain(broker.bootstrapServers());
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    private static final class Holder {
        static final TestBroker SHARED = start();

        private static TestBroker start() {
            try {
                TemporaryFolder folder = TemporaryFolder.create("batchline-broker-");
                EmbeddedBroker broker = EmbeddedBroker.start(folder.path());
                folder.atExit(broker);
                return new TestBroker(broker);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
