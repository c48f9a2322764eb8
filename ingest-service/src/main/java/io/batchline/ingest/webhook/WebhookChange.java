package io.batchline.ingest.webhook;

import io.batchline.contract.webhook.WebhookKind;
import io.batchline.http.Fields;
import io.batchline.http.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The request to change an endpoint; null leaves a thing as it is.
record WebhookChange(
        @Nullable Boolean enabled,
        @Nullable List<WebhookKind> events,
        @Nullable String description) {
    private static final String ENABLED = "enabled";

    static final Shape SHAPE =
            Shape.object()
                    .optional(ENABLED, Shape.flag())
                    .optional(WebhookRequest.EVENTS, WebhookRequest.EVENTS_SHAPE)
                    .optional(WebhookRequest.DESCRIPTION, WebhookRequest.DESCRIPTION_SHAPE);

    /// @throws io.batchline.http.Problem 422 with every bad field
    static WebhookChange read(Fields fields) {
        boolean isGiven = fields.isGiven(ENABLED) && !fields.isNull(ENABLED);
        boolean enabled = fields.flag(ENABLED);
        var change =
                new WebhookChange(
                        isGiven ? enabled : null,
                        WebhookRequest.events(fields).orElse(null),
                        WebhookRequest.description(fields));
        if (fields.isClean()
                && change.enabled == null
                && change.events == null
                && change.description == null) {
            fields.refuse(
                    ENABLED, "is missing, and so are events and description: one of them it takes");
        }
        fields.done();
        return change;
    }
}
