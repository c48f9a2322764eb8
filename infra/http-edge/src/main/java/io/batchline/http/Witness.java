package io.batchline.http;

import io.javalin.http.Context;

/// Is told of every change that was asked for, once its handler has ended and before the client has
/// the answer.
@FunctionalInterface
public interface Witness {
    /// Never throws: the change has happened, or was refused, already.
    ///
    /// @param status of the answer that the client is about to get
    void saw(Context ctx, Operation operation, int status);
}
