package io.batchline.ingest.upload;

import java.io.InputStream;
import java.util.OptionalLong;

/// A source as it comes in.
///
/// @param fileName for people
/// @param size bytes, when the client said it
public record Incoming(String fileName, OptionalLong size, InputStream bytes) {}
