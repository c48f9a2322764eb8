package io.batchline.cli.upload;

/// What the server says of an upload from before.
public sealed interface Standing {
    /// It goes on there.
    record Open(long offset) implements Standing {}

    /// All of it has arrived.
    record Complete() implements Standing {}

    /// It expired, was ended, or was never there.
    record Gone() implements Standing {}
}
