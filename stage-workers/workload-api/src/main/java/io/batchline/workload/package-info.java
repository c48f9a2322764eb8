/// What a workload gives the pipeline: how a source becomes items, what groups an item, and the
/// work itself. A workload never sees Kafka, HTTP or the database. The runtime calls it from many
/// threads at once.
@NullMarked
package io.batchline.workload;

import org.jspecify.annotations.NullMarked;
