package io.batchline.http;

import java.util.List;

/// What a service brings to the server: its routes, its health checks, its figures. One server may
/// have several.
public interface Routes {
    /// Adds its operations. Errors are left to rise: the server answers them.
    void addTo(Api api);

    /// What must be up before the service is ready.
    default List<HealthCheck> healthChecks() {
        return List.of();
    }

    /// Figures for `/metrics`.
    default List<Metric> metrics() {
        return List.of();
    }

    /// The server is about to stop and waits for what is running: answers that have no end of their
    /// own are to be ended now. Called once, before anything is closed; returns soon.
    default void stopping() {}
}
