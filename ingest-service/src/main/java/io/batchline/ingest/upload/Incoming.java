package io.batchline.ingest.upload;

import java.io.InputStream;
import java.util.function.Supplier;

/// The bytes of a request.
///
/// @param opening called once, when they are wanted: a client that asks first whether it may send
///   them is told so by that
/// @param cut ends the connection that they come by; any thread may do it
public record Incoming(Supplier<InputStream> opening, Runnable cut) {}
