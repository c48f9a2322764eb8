package io.batchline.contract.webhook;

import java.time.Instant;

/// The body of a webhook, with the names that CloudEvents gives its attributes.
///
/// @param id the same however often it is sent, and to whomever: also the `webhook-id`
/// @param source where it comes from, as a reference relative to the origin: the list of which
///   `subject` is a part
/// @param subject the id of what it is about
/// @param time when it happened
/// @param data a [BatchNews], or a [WebhookTest]
public record WebhookEvent<D>(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        D data) {
    /// As it is sent.
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final String VERSION = "1.0";
    private static final String JSON = "application/json";

    public static WebhookEvent<BatchNews> of(
            String id, WebhookKind kind, Instant time, BatchNews news) {
        return new WebhookEvent<>(
                VERSION, id, "/api/batches", kind.type(), news.batchId().value(), time, JSON, news);
    }

    public static WebhookEvent<WebhookTest> test(String id, String webhookId, Instant time) {
        return new WebhookEvent<>(
                VERSION,
                id,
                "/api/webhooks",
                WebhookTest.TYPE,
                webhookId,
                time,
                JSON,
                new WebhookTest(webhookId));
    }
}
