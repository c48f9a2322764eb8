package io.batchline.ingest.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.webhook.WebhookKind;
import io.batchline.http.Api;
import io.batchline.http.Cursor;
import io.batchline.http.Operation;
import io.batchline.http.Page;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.Query;
import io.batchline.http.RequestBody;
import io.batchline.http.Routes;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/webhooks`: a tenant's endpoints, and the secrets that sign what they get.
final class WebhookRoutes implements Routes {
    private static final String ALL = "/api/webhooks";
    private static final String ONE = "/api/webhooks/{webhook_id}";

    private final Authenticator authenticator;
    private final Webhooks webhooks;
    private final WebhookTarget target;
    private final RequestBody body = new RequestBody();

    WebhookRoutes(Authenticator authenticator, Webhooks webhooks, WebhookTarget target) {
        this.authenticator = authenticator;
        this.webhooks = webhooks;
        this.target = target;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                ALL,
                                "listWebhooks",
                                Permission.OPERATE,
                                "The tenant's endpoints of webhooks")
                        .paged(Query.MOST)
                        .answers(200, WebhooksAnswer.class, "a page of endpoints"),
                this::list);
        api.add(
                Operation.post(
                                ALL,
                                "createWebhook",
                                Permission.ADMINISTER,
                                "An endpoint that is told of what happens to the tenant's batches from now on")
                        .takes(WebhookRequest.SHAPE)
                        .answers(201, NewWebhookAnswer.class, "its secret is shown only here")
                        .refuses(ProblemType.CONFLICT),
                this::create);
        // Before the paths with an id in this place.
        api.add(
                Operation.post(
                                "/api/webhooks/secret",
                                "rotateWebhookUrlSecret",
                                Permission.ADMINISTER,
                                "A new secret for what goes to the `webhook_url` of batches; the one before signs too for a day")
                        .answers(200, SecretAnswer.class, "it is shown only here"),
                this::rotateOfTenant);
        api.add(
                Operation.get(ONE, "getWebhook", Permission.OPERATE, "An endpoint of webhooks")
                        .answers(200, WebhookAnswer.class, "the endpoint"),
                ctx -> ctx.json(WebhookAnswer.of(require(ctx))));
        api.add(
                Operation.patch(
                                ONE,
                                "changeWebhook",
                                Permission.ADMINISTER,
                                "Enables or disables an endpoint, or changes what it is told")
                        .takes(WebhookChange.SHAPE)
                        .answers(200, WebhookAnswer.class, "the endpoint"),
                this::change);
        api.add(
                Operation.delete(
                                ONE,
                                "deleteWebhook",
                                Permission.ADMINISTER,
                                "Removes an endpoint with its deliveries")
                        .answers(204, "it gets nothing more"),
                this::remove);
        api.add(
                Operation.post(
                                ONE + "/secret",
                                "rotateWebhookSecret",
                                Permission.ADMINISTER,
                                "A new secret for an endpoint; the one before signs too for a day")
                        .answers(200, SecretAnswer.class, "it is shown only here"),
                this::rotate);
    }

    private void list(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        int limit = Query.limit(ctx);
        String after = Cursor.read(ctx, place -> place).orElse(null);
        Page<Webhook> page =
                Page.of(webhooks.page(caller.tenant(), after, limit + 1), limit, Webhook::id);
        ctx.json(
                new WebhooksAnswer(
                        page.rows().stream().map(WebhookAnswer::of).toList(), page.nextCursor()));
    }

    private void create(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        WebhookRequest asked = WebhookRequest.read(body.json(ctx), target);
        SigningSecret secret = SigningSecret.draw();
        Webhook made =
                webhooks.create(caller.tenant(), asked, caller.username(), secret)
                        .orElseThrow(() ->
                                Problem.conflict(
                                        "the tenant has %d endpoints: remove one first"
                                                .formatted(Webhooks.MOST)));
        ctx.status(201)
                .header("Location", "/api/webhooks/" + made.id())
                .json(NewWebhookAnswer.of(made, secret));
    }

    private void change(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        Webhook known = require(ctx);
        WebhookChange change = WebhookChange.read(body.json(ctx));
        ctx.json(
                WebhookAnswer.of(
                        webhooks.change(caller.tenant(), known.id(), change)
                                .orElseThrow(() -> unknown(known.id()))));
    }

    private void remove(Context ctx) throws SQLException {
        String id = ctx.pathParam("webhook_id");
        if (!webhooks.remove(authenticator.require(ctx).tenant(), id)) {
            throw unknown(id);
        }
        ctx.status(204);
    }

    private void rotate(Context ctx) throws SQLException {
        String id = ctx.pathParam("webhook_id");
        SigningSecret secret = SigningSecret.draw();
        Instant until =
                webhooks.rotate(authenticator.require(ctx).tenant(), id, secret)
                        .orElseThrow(() -> unknown(id));
        ctx.json(new SecretAnswer(secret.text(), until));
    }

    private void rotateOfTenant(Context ctx) throws SQLException {
        SigningSecret secret = SigningSecret.draw();
        Instant until = webhooks.rotate(authenticator.require(ctx).tenant(), secret);
        ctx.json(new SecretAnswer(secret.text(), until));
    }

    private Webhook require(Context ctx) throws SQLException {
        String id = ctx.pathParam("webhook_id");
        return webhooks.find(authenticator.require(ctx).tenant(), id)
                .orElseThrow(() -> unknown(id));
    }

    static Problem unknown(String id) {
        return Problem.notFound("there is no webhook '%s'".formatted(id));
    }

    /// @param disabledAt null while it is enabled, as the reason
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record WebhookAnswer(
            String webhookId,
            String url,
            List<WebhookKind> events,
            @Nullable String description,
            boolean enabled,
            @Nullable Instant disabledAt,
            @Nullable String disabledBecause,
            String createdBy,
            Instant createdAt) {
        static WebhookAnswer of(Webhook webhook) {
            return new WebhookAnswer(
                    webhook.id(),
                    webhook.url(),
                    webhook.events(),
                    webhook.description(),
                    webhook.disabledAt() == null,
                    webhook.disabledAt(),
                    webhook.disabledBecause(),
                    webhook.createdBy(),
                    webhook.createdAt());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record NewWebhookAnswer(
            String webhookId,
            String url,
            List<WebhookKind> events,
            @Nullable String description,
            String secret,
            Instant createdAt) {
        static NewWebhookAnswer of(Webhook webhook, SigningSecret secret) {
            return new NewWebhookAnswer(
                    webhook.id(),
                    webhook.url(),
                    webhook.events(),
                    webhook.description(),
                    secret.text(),
                    webhook.createdAt());
        }

        /// Without the secret.
        @Override
        public String toString() {
            return "NewWebhookAnswer[id=%s]".formatted(webhookId);
        }
    }

    /// @param previousValidUntil until when the one before signs too
    private record SecretAnswer(String secret, Instant previousValidUntil) {
        /// Without the secret.
        @Override
        public String toString() {
            return "SecretAnswer[previousValidUntil=%s]".formatted(previousValidUntil);
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record WebhooksAnswer(List<WebhookAnswer> webhooks, @Nullable String nextCursor) {}
}
