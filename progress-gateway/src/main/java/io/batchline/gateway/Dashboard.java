package io.batchline.gateway;

import io.batchline.http.Api;
import io.batchline.http.Routes;

/// The page, and the client library that it follows batches by: files of the jar, for everyone.
/// What the page shows it asks of the API, as its user.
final class Dashboard implements Routes {
    @Override
    public void addTo(Api api) {
        api.files("/dashboard");
        api.files("/client");
    }
}
