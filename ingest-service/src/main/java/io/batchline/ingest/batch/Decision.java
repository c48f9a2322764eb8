package io.batchline.ingest.batch;

import io.batchline.contract.id.JobId;

/// What a person says a doubtful field reads as.
///
/// @param value the values of the marked choices, joined in their order; `""` for no mark
public record Decision(JobId jobId, String field, String value) {}
