package io.batchline.ingest.publish;

import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/// Asks whether a broker answers. Safe for any thread.
public final class BrokerProbe implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 2_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Admin admin;

    public BrokerProbe(KafkaConnection connection) {
        this.admin = Admin.create(ClientProperties.admin(connection, "ingest-probe"));
    }

    /// How many brokers answer.
    ///
    /// @throws ExecutionException when none does
    public int brokers() throws InterruptedException, ExecutionException {
        return admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                .nodes()
                .get()
                .size();
    }

    @Override
    public void close() {
        admin.close(CLOSE_WITHIN);
    }
}
