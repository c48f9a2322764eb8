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
import io.batchline.ingest.batch.KnownWorkloads;
import io.batchline.ingest.batch.Redrives;
import io.batchline.ingest.batch.Reviews;
import io.batchline.ingest.batch.UploadLimits;
import io.batchline.ingest.http.tus.TusRoutes;
import io.batchline.ingest.upload.ResumableUploads;
import io.batchline.ingest.upload.SourceUploads;
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

    /// The routes of batches.
    ///
    /// @param onCommand called when there is a command to send
    public static Routes ofBatches(
            Authenticator authenticator,
            Batches batches,
            KnownWorkloads workloads,
            Runnable onCommand,
            Clock clock) {
        var ownBatch = new OwnBatch(authenticator, batches);
        return new BatchRoutes(
                authenticator, batches, ownBatch, new BatchRequest(workloads, clock), onCommand);
    }

    /// The routes of sources.
    ///
    /// @param onCommand called when there is a command to send
    public static List<Routes> ofSources(
            Authenticator authenticator,
            Batches batches,
            SourceUploads whole,
            ResumableUploads inPieces,
            UploadLimits limits,
            Runnable onCommand) {
        var ownBatch = new OwnBatch(authenticator, batches);
        return List.of(
                new SourceRoutes(ownBatch, whole, limits.silence(), onCommand),
                new TusRoutes(authenticator, batches, inPieces, limits, onCommand));
    }

    /// The routes that steer a batch.
    ///
    /// @param onCommand called when there is a command to send
    public static Routes ofControls(
            Authenticator authenticator,
            Batches batches,
            Controls controls,
            Redrives redrives,
            Runnable onCommand) {
        var ownBatch = new OwnBatch(authenticator, batches);
        return new ControlRoutes(authenticator, ownBatch, controls, redrives, onCommand);
    }

    /// The routes of people's decisions.
    ///
    /// @param onCommand called when there is a command to send
    public static Routes ofReviews(
            Authenticator authenticator, Batches batches, Reviews reviews, Runnable onCommand) {
        var ownBatch = new OwnBatch(authenticator, batches);
        return new ReviewRoutes(authenticator, ownBatch, reviews, onCommand);
    }

    @Override
    public void addTo(Api api) {
        Api guarded = api.guardedBy(guard).witnessedBy(witness);
        parts.forEach(part -> part.addTo(guarded));
    }
}
