/// The progress records of the runtime: the headline of each per-batch stage's run, and each
/// worker's own counts of the per-item ones. Never called by workload code, and never in the way of
/// work: a record that can't be written is tried again, then logged with its ids.
@NullMarked
package io.batchline.stage.progress;

import org.jspecify.annotations.NullMarked;
