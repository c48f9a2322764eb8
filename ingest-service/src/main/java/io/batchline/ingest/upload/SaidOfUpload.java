package io.batchline.ingest.upload;

import java.util.OptionalLong;

/// What a client says of an upload that it begins.
///
/// @param fileName for people
/// @param metadata as it was sent
/// @param length bytes of the upload, when it said it
/// @param sourceLength bytes of the whole source that the upload is a part of, when it said it
public record SaidOfUpload(
        String fileName, String metadata, OptionalLong length, OptionalLong sourceLength) {}
