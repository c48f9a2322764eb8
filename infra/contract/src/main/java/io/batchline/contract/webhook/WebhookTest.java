package io.batchline.contract.webhook;

/// What a test of a webhook brings.
public record WebhookTest(String webhookId) {
    /// The `type` of its event.
    public static final String TYPE = "io.batchline.webhook.test";
}
