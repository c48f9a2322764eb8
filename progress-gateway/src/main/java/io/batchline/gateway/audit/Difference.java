package io.batchline.gateway.audit;

/// Two who do not know the same.
///
/// @param what is told apart, for example `counts.failed`
public record Difference(String what, String between, String one, String other) {}
