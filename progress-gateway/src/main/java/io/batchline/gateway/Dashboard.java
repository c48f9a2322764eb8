package io.batchline.gateway;

import io.batchline.http.Routes;
import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;

/// The page: files of the jar, for everyone. What the page shows it asks of the API, as its user.
final class Dashboard implements Routes {
    @Override
    public void addTo(JavalinConfig config) {
        config.staticFiles.add(files -> {
            files.hostedPath = "/";
            files.directory = "/dashboard";
            files.location = Location.CLASSPATH;
        });
    }
}
