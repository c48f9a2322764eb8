package io.batchline.ingest.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.http.Api;
import io.batchline.http.Cursor;
import io.batchline.http.Operation;
import io.batchline.http.Page;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.Query;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.ingest.webhook.DeliveryRow.State;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `/api/webhooks/deliveries`: what was sent, how that went, and once more; and tests of endpoints.
final class DeliveryRoutes implements Routes {
    private static final String ALL = "/api/webhooks/deliveries";
    private static final String ONE = "/api/webhooks/deliveries/{delivery_id}";
    private static final String STATE = "state";

    private final Authenticator authenticator;
    private final Webhooks webhooks;
    private final Deliveries deliveries;

    DeliveryRoutes(Authenticator authenticator, Webhooks webhooks, Deliveries deliveries) {
        this.authenticator = authenticator;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                ALL,
                                "listDeliveries",
                                Permission.OPERATE,
                                "What was sent to webhooks in 30 days, newest first, with every attempt")
                        .query("batch_id", Shape.text(), "about this batch")
                        .query("webhook_id", Shape.text(), "to this endpoint")
                        .query(
                                STATE,
                                Shape.text(),
                                "`waiting`, `delivered` or `failed`; several divided by commas")
                        .paged(Query.MOST)
                        .answers(200, DeliveriesAnswer.class, "a page of deliveries"),
                this::list);
        api.add(
                Operation.get(
                                ONE,
                                "getDelivery",
                                Permission.OPERATE,
                                "A delivery with its attempts")
                        .answers(200, DeliveryAnswer.class, "the delivery"),
                ctx -> ctx.json(require(ctx, id(ctx))));
        api.add(
                Operation.post(
                                ONE + "/replay",
                                "replayDelivery",
                                Permission.OPERATE,
                                "Sends a delivery again, with the same `webhook-id`")
                        .answers(202, DeliveryAnswer.class, "it waits to be sent")
                        .refuses(ProblemType.CONFLICT),
                this::replay);
        api.add(
                Operation.post(
                                "/api/webhooks/{webhook_id}/test",
                                "testWebhook",
                                Permission.OPERATE,
                                "Sends an endpoint an event of its own to try it")
                        .answers(202, DeliveryAnswer.class, "it waits to be sent")
                        .refuses(ProblemType.CONFLICT),
                this::test);
    }

    private void list(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        int limit = Query.limit(ctx);
        var filter =
                new Deliveries.Filter(
                        ctx.queryParam("batch_id"),
                        ctx.queryParam("webhook_id"),
                        Query.oneOf(ctx, STATE, Arrays.asList(State.values()), State::wireId),
                        Cursor.read(ctx, Deliveries.Place::of).orElse(null));
        Page<DeliveryRow> page =
                Page.of(
                        deliveries.page(caller.tenant(), filter, limit + 1),
                        limit,
                        row -> new Deliveries.Place(row.createdAt(), row.id()).toString());
        ctx.json(
                new DeliveriesAnswer(
                        page.rows().stream().map(DeliveryAnswer::of).toList(), page.nextCursor()));
    }

    private void replay(Context ctx) throws SQLException {
        UUID id = id(ctx);
        switch (deliveries.replay(authenticator.require(ctx).tenant(), id)) {
            case DONE -> ctx.status(202).json(require(ctx, id));
            case UNKNOWN -> throw unknown(id.toString());
            case WAITS -> throw Problem.conflict("the delivery waits to be sent already");
            case DISABLED -> throw Problem.conflict("its webhook is disabled: enable that first");
        }
    }

    private void test(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        String webhookId = ctx.pathParam("webhook_id");
        Webhook webhook =
                webhooks.find(caller.tenant(), webhookId)
                        .orElseThrow(() -> WebhookRoutes.unknown(webhookId));
        UUID id = UUID.randomUUID();
        switch (deliveries.test(caller.tenant(), webhook, id)) {
            case DONE -> ctx.status(202).header("Location", ALL + "/" + id).json(require(ctx, id));
            case UNKNOWN -> throw WebhookRoutes.unknown(webhookId);
            case WAITS -> throw Problem.conflict("a test of it waits to be sent already");
            case DISABLED -> throw Problem.conflict("the webhook is disabled: enable it first");
        }
    }

    private DeliveryAnswer require(Context ctx, UUID id) throws SQLException {
        return deliveries
                .find(authenticator.require(ctx).tenant(), id)
                .map(DeliveryAnswer::of)
                .orElseThrow(() -> unknown(id.toString()));
    }

    private static UUID id(Context ctx) {
        String text = ctx.pathParam("delivery_id");
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw unknown(text);
        }
    }

    private static Problem unknown(String id) {
        return Problem.notFound("there is no delivery '%s'".formatted(id));
    }

    /// @param webhookId null where it goes to the `webhook_url` of the batch
    /// @param batchId null for a test
    /// @param nextAttemptAt null unless it waits
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record DeliveryAnswer(
            String deliveryId,
            @Nullable String webhookId,
            @Nullable String batchId,
            String eventId,
            String type,
            String url,
            String state,
            Instant createdAt,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant finishedAt,
            List<AttemptAnswer> attempts) {
        static DeliveryAnswer of(DeliveryRow row) {
            return new DeliveryAnswer(
                    row.id().toString(),
                    row.webhookId(),
                    row.batchId(),
                    row.eventId(),
                    row.type(),
                    row.url(),
                    row.state().wireId(),
                    row.createdAt(),
                    row.nextAttemptAt(),
                    row.finishedAt(),
                    row.attempts().stream().map(AttemptAnswer::of).toList());
        }
    }

    /// @param status null when nobody answered
    /// @param error null when somebody did
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record AttemptAnswer(
            int attempt,
            Instant at,
            double seconds,
            @Nullable Integer status,
            @Nullable String error) {
        static AttemptAnswer of(DeliveryRow.Attempt row) {
            return new AttemptAnswer(
                    row.attempt(), row.at(), row.seconds(), row.status(), row.error());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record DeliveriesAnswer(List<DeliveryAnswer> deliveries, @Nullable String nextCursor) {}
}
