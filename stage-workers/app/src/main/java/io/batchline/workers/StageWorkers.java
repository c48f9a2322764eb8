package io.batchline.workers;

import io.batchline.blob.BlobStore;
import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.worker.WorkerInfo.Role;
import io.batchline.coordinator.Coordinator;
import io.batchline.coordinator.CoordinatorConfig;
import io.batchline.database.Database;
import io.batchline.kafka.TopicSetup;
import io.batchline.projector.Projector;
import io.batchline.stage.ItemPorts;
import io.batchline.stage.RuntimeConfig;
import io.batchline.stage.StageRuntime;
import io.batchline.webhooks.WebhookSender;
import io.batchline.workers.draw.DrawDesk;
import io.batchline.workers.draw.Drawing;
import io.batchline.workers.stage.BlobSource;
import io.batchline.workers.stage.CleanupStage;
import io.batchline.workers.stage.CollectStage;
import io.batchline.workers.stage.CsvStage;
import io.batchline.workers.stage.ExtractStage;
import io.batchline.workers.stage.ItemBlobs;
import io.batchline.workers.stage.LoadStage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A stage-workers process: the stages that its config names, at work until it is closed.
public final class StageWorkers implements AutoCloseable {
    private final Database database;
    private final StageRuntime runtime;
    private final Optional<Coordinator> coordinator;
    private final Optional<DrawDesk> draws;
    private final Optional<WebhookSender> webhooks;

    private StageWorkers(
            Database database,
            StageRuntime runtime,
            Optional<Coordinator> coordinator,
            Optional<DrawDesk> draws,
            Optional<WebhookSender> webhooks) {
        this.database = database;
        this.runtime = runtime;
        this.coordinator = coordinator;
        this.draws = draws;
        this.webhooks = webhooks;
    }

    /// Creates what topics are missing, registers the workloads, and starts.
    public static StageWorkers start(StageWorkersConfig config)
            throws IOException, InterruptedException {
        return start(config, WorkloadRegistry.standard());
    }

    static StageWorkers start(StageWorkersConfig config, WorkloadRegistry workloads)
            throws IOException, InterruptedException {
        TopicSetup.ensure(config.kafka(), Topics.all());
        Database database = Database.open(config.database());
        try {
            return start(config, database, workloads);
        } catch (SQLException e) {
            database.close();
            throw new IOException("the workloads can't be registered: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static StageWorkers start(
            StageWorkersConfig config, Database database, WorkloadRegistry workloads)
            throws IOException, SQLException {
        var blobs = new FolderBlobStore(config.storage());
        workloads.register(database.dataSource(), Clock.systemUTC());
        var runtime =
                StageRuntime.open(
                        RuntimeConfig.of(config.kafka(), config.worker(), config.slots()));
        try {
            var wiring = new Wiring(runtime, database, blobs, workloads);
            config.duties().stages().forEach(wiring::run);
            config.duties().roles().forEach(wiring::run);
            runtime.announce(config.duties().stages(), config.duties().roles());
            Optional<Coordinator> coordinator = coordinator(config);
            return new StageWorkers(
                    database,
                    runtime,
                    coordinator,
                    wiring.draws(config.duties().stages()),
                    wiring.webhooks(config));
        } catch (IOException | RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    private static Optional<Coordinator> coordinator(StageWorkersConfig config) throws IOException {
        return config.duties().roles().contains(Role.COORDINATOR)
                ? Optional.of(
                        Coordinator.start(
                                CoordinatorConfig.of(
                                        config.kafka(),
                                        config.state(),
                                        InstanceId.of(config.state()))))
                : Optional.empty();
    }

    /// Why parts of this process do not work at the moment, by name; empty when all is well.
    public Map<String, String> failures() {
        var failures = new TreeMap<>(runtime.failures());
        coordinator
                .flatMap(Coordinator::failure)
                .ifPresent(why -> failures.put(Role.COORDINATOR.shortName(), why));
        webhooks.flatMap(WebhookSender::failure).ifPresent(why -> failures.put("webhooks", why));
        return failures;
    }

    /// Whether the coordinator, if this process runs one, leads its batches.
    public boolean isReady() {
        return coordinator.map(Coordinator::isRunning).orElse(true);
    }

    /// Ends within a few seconds; what is unfinished is given back to the other workers.
    @Override
    public void close() {
        var leading = Thread.ofPlatform().name("close-coordinator").unstarted(this::closeLeading);
        leading.start();
        var sending = Thread.ofPlatform().name("close-webhooks").unstarted(this::closeSending);
        sending.start();
        draws.ifPresent(DrawDesk::close);
        runtime.close();
        try {
            sending.join();
            leading.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            database.close();
        }
    }

    private void closeLeading() {
        coordinator.ifPresent(Coordinator::close);
    }

    private void closeSending() {
        webhooks.ifPresent(WebhookSender::close);
    }

    /// Who is given what.
    private record Wiring(
            StageRuntime runtime, Database database, BlobStore blobs, WorkloadRegistry workloads) {
        void run(Stage stage) {
            var data = database.dataSource();
            var clock = runtime.config().clock();
            switch (stage) {
                case EXTRACT ->
                        runtime.runPerBatch(
                                stage,
                                new ExtractStage(workloads::find, blobs, runtime.outbox(), clock));
                case ORGANIZE, PROCESS -> {
                    var kept = new ItemBlobs(blobs);
                    runtime.runPerItem(
                            stage,
                            new ItemPorts(
                                    workloads::find,
                                    source -> new BlobSource(blobs, source),
                                    kept,
                                    kept));
                }
                case COLLECT ->
                        runtime.runPerBatch(
                                stage,
                                new CollectStage(
                                        workloads::find,
                                        data,
                                        blobs,
                                        runtime.batches()::alive,
                                        CollectStage.PATIENCE));
                case CSV -> runtime.runPerBatch(stage, new CsvStage(workloads::find, blobs));
                case LOAD -> runtime.runPerBatch(stage, new LoadStage(data, blobs, clock));
                case CLEANUP -> runtime.runPerBatch(stage, new CleanupStage(data, blobs));
            }
        }

        /// Whoever reads sheets draws them, too.
        Optional<DrawDesk> draws(Set<Stage> stages) {
            return stages.contains(Stage.PROCESS)
                    ? Optional.of(
                            DrawDesk.start(
                                    database.dataSource(),
                                    new Drawing(
                                            workloads::find,
                                            source -> new BlobSource(blobs, source),
                                            blobs,
                                            runtime.config().clock())))
                    : Optional.empty();
        }

        Optional<WebhookSender> webhooks(StageWorkersConfig config) {
            return config.duties().webhooks()
                    ? Optional.of(
                            WebhookSender.start(
                                    database.dataSource(),
                                    config.webhooksAllowed(),
                                    runtime.config().clock()))
                    : Optional.empty();
        }

        void run(Role role) {
            switch (role) {
                // Not one of the runtime's loops: started beside it.
                case COORDINATOR -> {}
                case PROJECTOR ->
                        runtime.apply(
                                role.shortName(),
                                Projector.topics(),
                                new Projection(
                                        database.dataSource(),
                                        runtime.outbox(),
                                        runtime.config().clock()));
            }
        }
    }
}
