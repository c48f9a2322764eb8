package io.batchline.ingest.http;

import io.batchline.http.Api;
import io.batchline.http.Guard;
import io.batchline.http.HealthCheck;
import io.batchline.http.Metric;
import io.batchline.http.Routes;
import io.batchline.http.Witness;
import io.batchline.http.identity.Authenticator;
import io.batchline.ingest.batch.Batches;
import io.batchline.ingest.batch.Controls;
import io.batchline.ingest.batch.Deletions;
import io.batchline.ingest.batch.GivenItems;
import io.batchline.ingest.batch.KnownWorkloads;
import io.batchline.ingest.batch.Redrives;
import io.batchline.ingest.batch.Reviews;
import io.batchline.ingest.http.tus.TusDesk;
import io.batchline.ingest.http.tus.TusRoutes;
import io.batchline.ingest.keep.GivenSources;
import io.batchline.ingest.upload.SourceUploads;
import io.batchline.ingest.webhook.WebhookTarget;
import java.time.Clock;
import java.util.List;

/// All that ingest brings to a server.
///
/// @param guard who may use them
/// @param witness is told of every change
/// @param healthChecks what ingest needs to be up
/// @param metrics ingest's own figures
public record IngestRoutes(
        Guard guard,
        Witness witness,
        List<Routes> parts,
        List<HealthCheck> healthChecks,
        List<Metric> metrics)
        implements Routes {
    public IngestRoutes {
        parts = List.copyOf(parts);
        healthChecks = List.copyOf(healthChecks);
        metrics = List.copyOf(metrics);
    }

    /// The routes of sources.
    public static List<Routes> ofSources(TusDesk desk, SourceUploads whole) {
        var ownBatch = new OwnBatch(desk.authenticator(), desk.batches());
        return List.of(
                new SourceRoutes(ownBatch, whole, desk.limits().silence(), desk.onCommand()),
                new TusRoutes(desk));
    }

    /// What the routes of batches work with.
    ///
    /// @param onCommand called when there is a command to send
    /// @param onDeleted called when there are commands to send and files to remove
    public record Desk(
            Authenticator authenticator,
            Batches batches,
            KnownWorkloads workloads,
            WebhookTarget target,
            GivenItems items,
            GivenSources sources,
            Deletions deletions,
            Runnable onCommand,
            Runnable onDeleted,
            Clock clock) {}

    /// The routes of batches.
    public static List<Routes> ofBatches(Desk desk) {
        var ownBatch = new OwnBatch(desk.authenticator(), desk.batches());
        var request = new BatchRequest(desk.workloads(), desk.target(), desk.clock());
        var creation =
                new BatchCreation(desk.batches(), desk.items(), desk.sources(), desk.onCommand());
        var batches =
                new BatchRoutes(
                        desk.authenticator(),
                        desk.batches(),
                        ownBatch,
                        request,
                        creation,
                        desk.onCommand());
        var deletions =
                new DeletionRoutes(
                        desk.authenticator(),
                        ownBatch,
                        desk.deletions(),
                        desk.onDeleted(),
                        desk.clock());
        return List.of(
                batches,
                new GivenItemRoutes(ownBatch, desk.workloads(), desk.items()),
                deletions,
                new OlderRoutes(
                        desk.authenticator(),
                        new OlderBatchRequest(request, desk.clock()),
                        creation,
                        batches,
                        deletions));
    }

    /// The routes that steer a batch.
    public static Routes ofControls(Desk desk, Controls controls, Redrives redrives) {
        var ownBatch = new OwnBatch(desk.authenticator(), desk.batches());
        return new ControlRoutes(
                desk.authenticator(), ownBatch, controls, redrives, desk.items(), desk.onCommand());
    }

    /// The routes of people's decisions.
    public static Routes ofReviews(Desk desk, Reviews reviews) {
        var ownBatch = new OwnBatch(desk.authenticator(), desk.batches());
        return new ReviewRoutes(
                desk.authenticator(), ownBatch, reviews, desk.items(), desk.onCommand());
    }

    @Override
    public void addTo(Api api) {
        Api guarded = api.guardedBy(guard).witnessedBy(witness);
        parts.forEach(part -> part.addTo(guarded));
    }
}
