package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The failures that have one cause.
///
/// @param message the newest one's
@JsonInclude(JsonInclude.Include.ALWAYS)
record FailureAnswer(String cause, long count, @Nullable String message) {}
