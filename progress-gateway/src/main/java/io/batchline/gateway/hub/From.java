package io.batchline.gateway.hub;

/// Where a viewer begins.
public sealed interface From {
    /// With all the events that are held.
    record Beginning() implements From {}

    /// With the newest event only.
    record Latest() implements From {}

    /// After the end at this position: the batch is about to go on.
    record Anew(long position) implements From {}

    /// After what it has seen.
    record After(Vector seen) implements From {}
}
