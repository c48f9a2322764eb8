package io.batchline.gateway;

import io.batchline.blob.BlobStore;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.worker.WorkerInfo;
import io.batchline.database.Database;
import io.batchline.gateway.hub.Crew;
import io.batchline.gateway.reader.Readers;
import io.batchline.http.HealthCheck;
import io.batchline.http.HealthCheck.Health;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// What must be up before the gateway is ready, and what the workers say of themselves.
final class HealthChecks {
    private HealthChecks() {}

    static List<HealthCheck> of(
            Readers readers, Crew crew, Database database, BlobStore blobs, Clock clock) {
        var checks = new ArrayList<HealthCheck>();
        checks.add(
                new HealthCheck(
                        "broker",
                        () ->
                                readers.hearTheBroker(clock.instant())
                                        ? Health.up("answers")
                                        : Health.down("has not answered lately")));
        checks.add(
                new HealthCheck(
                        "topics",
                        () ->
                                readers.areCaughtUp()
                                        ? Health.up(
                                                "read in, %d behind".formatted(readers.behind()))
                                        : Health.down(
                                                "%d still to be read"
                                                        .formatted(readers.behind()))));
        checks.add(
                new HealthCheck(
                        "database",
                        () ->
                                database.answers()
                                        ? Health.up("answers")
                                        : Health.down("does not answer")));
        checks.add(
                new HealthCheck(
                        "storage",
                        () -> {
                            blobs.check();
                            return Health.up("can be used");
                        }));
        for (WorkerInfo.Role role : WorkerInfo.Role.values()) {
            checks.add(new HealthCheck(role.shortName(), () -> alive(crew.running(role))));
        }
        for (Stage stage : Stage.values()) {
            checks.add(
                    new HealthCheck(
                            "workers_" + stage.shortName(), () -> alive(crew.running(stage))));
        }
        return checks;
    }

    /// A gateway without workers still shows what there is, so it stays ready and says so.
    private static Health alive(long processes) {
        return processes > 0
                ? Health.up("%d alive".formatted(processes))
                : Health.missing("none alive");
    }
}
