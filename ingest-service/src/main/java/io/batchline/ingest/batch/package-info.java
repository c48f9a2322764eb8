/// What was asked for, as rows of the database: batches, their commands still to be sent, the first
/// answers to repeated requests, and the workloads that batches may name.
///
/// Knows neither HTTP nor Kafka nor blobs. Every change of a batch and the command that tells of it
/// are one transaction. Safe for any thread.
@NullMarked
package io.batchline.ingest.batch;

import org.jspecify.annotations.NullMarked;
