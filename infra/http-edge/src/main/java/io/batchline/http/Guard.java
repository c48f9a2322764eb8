package io.batchline.http;

import io.javalin.http.Context;

/// Lets a request in, or does not.
@FunctionalInterface
public interface Guard {
    /// @throws Problem 401 when nobody known asks, 403 when whoever asks may not
    void admit(Context ctx, Operation operation);
}
