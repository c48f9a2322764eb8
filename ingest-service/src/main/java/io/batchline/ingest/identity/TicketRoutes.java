package io.batchline.ingest.identity;

import io.batchline.contract.id.BatchId;
import io.batchline.http.Api;
import io.batchline.http.Fields;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.RequestBody;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Tickets;
import io.batchline.ingest.batch.Batches;
import io.javalin.http.Context;
import java.sql.SQLException;

/// `POST /api/auth/ticket`: a ticket for the stream of one of the tenant's batches.
final class TicketRoutes implements Routes {
    private static final String BATCH = "batch_id";
    private static final int LONGEST = 200;
    private static final Shape WANTED = Shape.object().required(BATCH, Shape.text(LONGEST));

    private final Authenticator authenticator;
    private final Tickets tickets;
    private final Batches batches;
    private final RequestBody body = new RequestBody();

    TicketRoutes(Authenticator authenticator, Tickets tickets, Batches batches) {
        this.authenticator = authenticator;
        this.tickets = tickets;
        this.batches = batches;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.post(
                                "/api/auth/ticket",
                                "createTicket",
                                Permission.READ,
                                "A ticket for a batch's stream, for clients that can set no header")
                        .takes(WANTED)
                        .answers(
                                200,
                                Ticket.class,
                                "the ticket, to be redeemed once within `expires_in` seconds")
                        .refuses(ProblemType.NOT_FOUND)
                        .unrecorded(),
                this::issue);
    }

    private void issue(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        Fields fields = body.json(ctx);
        String named = fields.text(BATCH, LONGEST);
        fields.done();
        BatchId batch = require(caller, named);
        ctx.json(new Ticket(tickets.issue(caller, batch), Tickets.REDEEMED_WITHIN.toSeconds()));
    }

    /// Another tenant's looks as if it were not there.
    private BatchId require(Caller caller, String named) throws SQLException {
        try {
            var batch = new BatchId(named);
            if (batches.find(caller.tenant(), batch).isPresent()) {
                return batch;
            }
        } catch (IllegalArgumentException _) {
            // What can't be an id is the id of nothing.
        }
        throw Problem.notFound("there is no batch '%s'".formatted(named));
    }

    private record Ticket(String ticket, long expiresIn) {
        /// Without the ticket.
        @Override
        public String toString() {
            return "Ticket[expiresIn=%d]".formatted(expiresIn);
        }
    }
}
