package io.batchline.ingest.webhook;

import io.batchline.http.Api;
import io.batchline.http.Metric;
import io.batchline.http.Routes;
import io.batchline.http.identity.Authenticator;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/// All routes and figures of this package.
public final class WebhookParts implements Routes {
    private final List<Routes> parts;
    private final WebhookFigures figures;

    public WebhookParts(
            DataSource database, Authenticator authenticator, WebhookTarget target, Clock clock) {
        var webhooks = new Webhooks(database, clock);
        // Their fixed paths come before those with an id in the same place.
        this.parts =
                List.of(
                        new DeliveryRoutes(
                                authenticator, webhooks, new Deliveries(database, clock)),
                        new WebhookRoutes(authenticator, webhooks, target));
        this.figures = new WebhookFigures(database, clock);
    }

    @Override
    public void addTo(Api api) {
        parts.forEach(part -> part.addTo(api));
    }

    @Override
    public List<Metric> metrics() {
        return figures.metrics();
    }
}
