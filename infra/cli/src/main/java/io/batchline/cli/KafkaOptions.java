package io.batchline.cli;

import io.batchline.kafka.KafkaConnection;
import io.batchline.local.BrokerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which broker a command talks to.
final class KafkaOptions {
    private static final String KAFKA = "BATCHLINE_KAFKA";

    private final Map<String, String> environment;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "The broker (BATCHLINE_KAFKA; default: that of the local mode)")
    private @Nullable String kafka;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data folder of a running local mode, whose broker is meant (default: ~/.batchline)")
    private @Nullable Path data;

    KafkaOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// What was given in the call comes before the environment, and this before the default.
    KafkaConnection connection() throws IOException {
        if (kafka != null && data != null) {
            throw new IllegalArgumentException(
                    "--kafka and --data both name a broker: give one of them");
        }
        if (kafka != null) {
            return KafkaConnection.plain(kafka);
        }
        if (data != null) {
            return BrokerAddress.read(data);
        }
        String given = environment.get(KAFKA);
        return given == null ? ofLocalMode() : KafkaConnection.plain(given);
    }

    private static KafkaConnection ofLocalMode() throws IOException {
        try {
            return BrokerAddress.read(Path.of(System.getProperty("user.home"), ".batchline"));
        } catch (IOException e) {
            throw new IOException(
                    "%s; name a broker by --kafka or %s, or a data folder by --data"
                            .formatted(e.getMessage(), KAFKA),
                    e);
        }
    }
}
