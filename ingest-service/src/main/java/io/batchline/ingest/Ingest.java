package io.batchline.ingest;

import io.batchline.blob.BlobStore;
import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.topic.Topics;
import io.batchline.database.Database;
import io.batchline.http.HealthCheck;
import io.batchline.http.HealthCheck.Health;
import io.batchline.http.Metric;
import io.batchline.http.Routes;
import io.batchline.http.audit.AuditLog;
import io.batchline.http.audit.AuditTrail;
import io.batchline.http.identity.Accounts;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.openid.OpenIdTokens;
import io.batchline.ingest.batch.Batches;
import io.batchline.ingest.batch.Controls;
import io.batchline.ingest.batch.Deletions;
import io.batchline.ingest.batch.GivenItems;
import io.batchline.ingest.batch.KnownWorkloads;
import io.batchline.ingest.batch.Leftovers;
import io.batchline.ingest.batch.OutgoingCommands;
import io.batchline.ingest.batch.Redrives;
import io.batchline.ingest.batch.Reviews;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.batch.UploadEnds;
import io.batchline.ingest.batch.UploadLimits;
import io.batchline.ingest.http.IngestRoutes;
import io.batchline.ingest.http.tus.TusDesk;
import io.batchline.ingest.identity.IdentityRoutes;
import io.batchline.ingest.keep.GivenSources;
import io.batchline.ingest.keep.Housekeeping;
import io.batchline.ingest.publish.BrokerProbe;
import io.batchline.ingest.publish.CommandSender;
import io.batchline.ingest.publish.Publisher;
import io.batchline.ingest.retention.Retention;
import io.batchline.ingest.retention.TenantKeeping;
import io.batchline.ingest.upload.JoinedUploads;
import io.batchline.ingest.upload.ResumableUploads;
import io.batchline.ingest.upload.SourceUploads;
import io.batchline.ingest.upload.UploadSweeper;
import io.batchline.ingest.upload.UploadWatch;
import io.batchline.ingest.webhook.WebhookParts;
import io.batchline.ingest.webhook.WebhookTarget;
import io.batchline.kafka.TopicSetup;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// The ingest service without a server: its routes go on whichever one the caller starts. Close the
/// server first; closing again does nothing more.
public final class Ingest implements AutoCloseable {
    private final Closing closing;
    private final Routes routes;
    private final Optional<String> firstPassword;

    private Ingest(Closing closing, Routes routes, Optional<String> firstPassword) {
        this.closing = closing;
        this.routes = routes;
        this.firstPassword = firstPassword;
    }

    /// Opens the database, makes sure of topics and of `admin`, and starts sending.
    public static Ingest start(IngestConfig config)
            throws IOException, SQLException, InterruptedException {
        return start(config, new FolderBlobStore(config.storage()));
    }

    /// The same on any store.
    static Ingest start(IngestConfig config, BlobStore blobs)
            throws IOException, SQLException, InterruptedException {
        var closing = new Closing();
        try {
            return start(config, blobs, closing, Clock.systemUTC());
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            closing.closeAll();
            throw e;
        }
    }

    private static Ingest start(IngestConfig config, BlobStore blobs, Closing closing, Clock clock)
            throws IOException, SQLException, InterruptedException {
        Database database = closing.add(Database.open(config.database()));
        DataSource rows = database.dataSource();
        var accounts = new Accounts(rows, clock);
        Optional<String> firstPassword = ensureAdmin(accounts, config.adminPassword());
        TopicSetup.ensure(config.kafka(), Topics.all());

        Publisher publisher = closing.add(new Publisher(config.kafka(), clock));
        var outgoing = new OutgoingCommands(rows);
        CommandSender sender = closing.add(CommandSender.start(outgoing, publisher));
        UploadLimits limits = config.uploads();
        var claims = new UploadClaims(rows, clock, limits);
        var ends = new UploadEnds(rows, clock, limits);
        UploadWatch watch = closing.add(UploadWatch.start(claims, clock));
        closing.add(
                UploadSweeper.start(blobs, claims, ends, watch, publisher, clock, sender::wake));
        var whole = new SourceUploads(blobs, claims, ends, watch, publisher, clock);
        var inPieces = new ResumableUploads(blobs, claims, ends, watch, publisher, clock);
        var joined = new JoinedUploads(blobs, claims, ends, watch, publisher, clock);
        BrokerProbe probe = closing.add(new BrokerProbe(config.kafka()));

        var authenticator =
                new Authenticator(
                        rows,
                        clock,
                        config.openId().map(issuer -> new OpenIdTokens(issuer, clock)));
        var parts = new ArrayList<Routes>();
        var batches = new Batches(rows, clock);
        var workloads = new KnownWorkloads(rows, clock);
        Housekeeping housekeeping =
                closing.add(Housekeeping.start(new Leftovers(rows, clock), blobs));
        Runnable onDeleted =
                () -> {
                    sender.wake();
                    housekeeping.wake();
                };
        var deletions = new Deletions(rows, clock);
        Retention retention =
                closing.add(Retention.start(rows, blobs, deletions, onDeleted, clock));
        parts.add(
                new IdentityRoutes(
                        database,
                        authenticator,
                        batches,
                        new TenantKeeping(rows, clock),
                        retention::wake,
                        clock));
        var target = new WebhookTarget(config.webhooksAllowed());
        var webhooks = new WebhookParts(rows, authenticator, target, clock);
        parts.add(webhooks);
        var desk =
                new IngestRoutes.Desk(
                        authenticator,
                        batches,
                        workloads,
                        target,
                        new GivenItems(rows, clock),
                        new GivenSources(blobs),
                        deletions,
                        sender::wake,
                        onDeleted,
                        clock);
        parts.addAll(IngestRoutes.ofBatches(desk));
        parts.addAll(
                IngestRoutes.ofSources(
                        new TusDesk(authenticator, batches, inPieces, joined, limits, sender::wake),
                        whole));
        parts.add(
                IngestRoutes.ofControls(
                        desk, new Controls(rows, clock), new Redrives(rows, clock)));
        parts.add(IngestRoutes.ofReviews(desk, new Reviews(rows, clock)));
        var routes =
                new IngestRoutes(
                        authenticator,
                        new AuditTrail(new AuditLog(rows), clock),
                        parts,
                        checks(database, blobs, probe),
                        metrics(watch, webhooks));
        return new Ingest(closing, routes, firstPassword);
    }

    /// The routes with their health checks and figures.
    public Routes routes() {
        return routes;
    }

    /// The random password that this start gave `admin`, to be shown once; empty when `admin` was
    /// there or the config named one.
    public Optional<String> firstPassword() {
        return firstPassword;
    }

    @Override
    public void close() {
        closing.closeAll();
    }

    private static Optional<String> ensureAdmin(Accounts accounts, Optional<String> password)
            throws SQLException {
        if (password.isEmpty()) {
            return accounts.ensureAdmin();
        }
        accounts.setAdminPassword(password.get());
        return Optional.empty();
    }

    private static List<HealthCheck> checks(Database database, BlobStore blobs, BrokerProbe probe) {
        return List.of(
                new HealthCheck("broker", () -> Health.up(probe.brokers() + " answering")),
                new HealthCheck(
                        "database",
                        () ->
                                database.answers()
                                        ? Health.up("answering")
                                        : Health.down("does not answer")),
                new HealthCheck(
                        "storage",
                        () -> {
                            blobs.check();
                            return Health.up("writable");
                        }));
    }

    private static List<Metric> metrics(UploadWatch watch, WebhookParts webhooks) {
        var metrics = new ArrayList<>(webhooks.metrics());
        metrics.add(
                Metric.gauge(
                        "batchline_ingest_uploads",
                        "Uploads under way in this process.",
                        () -> (double) watch.count()));
        return metrics;
    }
}
