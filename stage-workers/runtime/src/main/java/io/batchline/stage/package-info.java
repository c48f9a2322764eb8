/// Runs stages. A stage is a function with a context; everything else exists once, here: claiming,
/// leases, time limits, cancellation, events, progress, shutdown.
///
/// The room knows the wire and the workload's door, never a workload, a database or HTTP; sources
/// and a place for large rows come in through [io.batchline.stage.ItemPorts]. Threads: one that
/// polls for each stage ([io.batchline.stage.loop]), one that watches the leases of all, and one
/// for each claimed task.
@NullMarked
package io.batchline.stage;

import org.jspecify.annotations.NullMarked;
