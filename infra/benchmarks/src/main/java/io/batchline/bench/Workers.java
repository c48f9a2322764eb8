package io.batchline.bench;

import io.batchline.database.DatabaseConfig;
import io.batchline.embedded.EmbeddedDatabase;
import io.batchline.kafka.KafkaConnection;
import io.batchline.workers.Duties;
import io.batchline.workers.StageWorkers;
import io.batchline.workers.StageWorkersConfig;
import java.io.IOException;
import java.nio.file.Path;

/// Stage-workers in this JVM.
final class Workers {
    private Workers() {}

    /// @param folder for storage and state
    /// @param duties as `--stages` takes them
    static StageWorkers start(
            Path folder, KafkaConnection kafka, EmbeddedDatabase database, String duties)
            throws IOException, InterruptedException {
        return StageWorkers.start(
                StageWorkersConfig.of(
                        kafka,
                        DatabaseConfig.of(database.jdbcUrl(), database.user(), database.password()),
                        folder.resolve("storage"),
                        folder.resolve("state"),
                        Duties.parse(duties)));
    }
}
