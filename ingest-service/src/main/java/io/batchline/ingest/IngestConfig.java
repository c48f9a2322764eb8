package io.batchline.ingest;

import io.batchline.database.DatabaseConfig;
import io.batchline.kafka.KafkaConnection;
import java.nio.file.Path;
import java.util.Optional;

/// What ingest needs to run.
///
/// @param storage the folder of the blob store
/// @param largestSource bytes that a source may have
/// @param adminPassword the password that `admin` has from now on; absent: as it is, and a random
///   one at the first start
public record IngestConfig(
        KafkaConnection kafka,
        DatabaseConfig database,
        Path storage,
        long largestSource,
        Optional<String> adminPassword) {
    private static final long LARGEST_SOURCE = 8L << 30;

    public IngestConfig {
        if (largestSource < 1) {
            throw new IllegalArgumentException(
                    "largest source %d bytes: at least 1".formatted(largestSource));
        }
        if (adminPassword.isPresent() && adminPassword.get().isBlank()) {
            throw new IllegalArgumentException("the admin password is blank");
        }
    }

    public static IngestConfig of(KafkaConnection kafka, DatabaseConfig database, Path storage) {
        return new IngestConfig(kafka, database, storage, LARGEST_SOURCE, Optional.empty());
    }

    public IngestConfig withLargestSource(long bytes) {
        return new IngestConfig(kafka, database, storage, bytes, adminPassword);
    }

    public IngestConfig withAdminPassword(String password) {
        return new IngestConfig(kafka, database, storage, largestSource, Optional.of(password));
    }

    /// Without the password.
    @Override
    public String toString() {
        return "IngestConfig[kafka=%s, database=%s, storage=%s, largestSource=%d]"
                .formatted(kafka.bootstrapServers(), database, storage, largestSource);
    }
}
