package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.ItemsHash;
import io.batchline.gateway.audit.Audit;
import io.batchline.gateway.audit.Auditor;
import io.batchline.gateway.audit.Difference;
import io.batchline.gateway.audit.KnownItems;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Removal;
import io.batchline.http.Routes;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// `GET /api/batches/{batch_id}/audit`: whether everybody knows the same of a batch. While it runs
/// the read model is a moment behind, so differences are looked at again before they are told. The
/// event log is read once, before everything else: an end that it knows stays one.
public final class AuditRoutes implements Routes {
    private static final Duration LOOK_AGAIN_FOR = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Access access;
    private final Auditor auditor;

    public AuditRoutes(Access access, Auditor auditor) {
        this.access = access;
        this.auditor = auditor;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/batches/{batch_id}/audit",
                                "auditBatch",
                                Permission.READ,
                                "Whether coordinator, read model, CSV, database and event log know the same")
                        .answers(200, AuditAnswer.class, "what each knows, and the differences"),
                this::audit);
    }

    private void audit(Context ctx) throws InterruptedException {
        VisibleBatch first = access.batch(ctx);
        long end = System.nanoTime() + LOOK_AGAIN_FOR.toNanos();
        Map<Integer, KnownItems.State> logged = auditor.log(first.batchId());
        Audit audit = auditor.audit(first, logged);
        while (!audit.differences().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(LOOK_EVERY);
            audit = auditor.audit(access.batch(ctx), logged);
        }
        ctx.json(AuditAnswer.of(first, audit));
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record Known(Counts counts, @Nullable ItemsHash itemsHash) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record AuditAnswer(
            String batchId,
            String status,
            String verdict,
            List<Difference> differences,
            Known coordinator,
            Known readModel,
            @Nullable Long csvRows,
            @Nullable Long databaseRows,
            @Nullable Instant resultsRemovedAt,
            Map<String, Integer> eventLog) {
        static AuditAnswer of(VisibleBatch batch, Audit audit) {
            List<Difference> differences = audit.differences();
            Removal removal = batch.removals().results();
            return new AuditAnswer(
                    batch.batchId().value(),
                    audit.coordinator().status().wireId(),
                    differences.isEmpty() ? "consistent" : "inconsistent",
                    differences,
                    new Known(audit.coordinator().counts(), audit.coordinator().itemsHash()),
                    new Known(audit.readModel().counts(), audit.readModel().hash()),
                    boxed(audit.csvRows()),
                    boxed(audit.loadedRows()),
                    removal == null ? null : removal.at(),
                    Map.of("items_ended", audit.logged().size()));
        }

        private static @Nullable Long boxed(OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
    }
}
