package io.batchline.ingest.http;

import io.batchline.contract.id.BatchId;
import io.batchline.http.Problem;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.ingest.batch.BatchRow;
import io.batchline.ingest.batch.Batches;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.util.Optional;

/// The batch that a path names, if it is one of the caller's tenant. Another tenant's looks exactly
/// as if it were not there.
final class OwnBatch {
    private final Authenticator authenticator;
    private final Batches batches;

    OwnBatch(Authenticator authenticator, Batches batches) {
        this.authenticator = authenticator;
        this.batches = batches;
    }

    /// @throws Problem 401 or 404
    BatchRow require(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        String id = ctx.pathParam("batch_id");
        return find(caller, id)
                .orElseThrow(() -> Problem.notFound("there is no batch '%s'".formatted(id)));
    }

    private Optional<BatchRow> find(Caller caller, String id) throws SQLException {
        BatchId batch;
        try {
            batch = new BatchId(id);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return batches.find(caller.tenant(), batch);
    }
}
