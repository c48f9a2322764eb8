package io.batchline.http;

/// What is wrong with one field of a request.
///
/// @param field its name as the client wrote it; `options.dpi` for one inside another
/// @param message what was given and what is allowed
public record FieldError(String field, String message) {}
