/// How batches went, day by day, in numbers that outlive the batches.
///
/// Reads the facts that the projector keeps; knows neither Kafka nor the hub. All days are in UTC.
@NullMarked
package io.batchline.gateway.analytics;

import org.jspecify.annotations.NullMarked;
