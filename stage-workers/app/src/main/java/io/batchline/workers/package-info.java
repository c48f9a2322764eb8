/// The stage-workers program: which stages a process runs, the workloads it knows, and what both
/// are given of the world. Everything is wired in one class; it starts no thread of its own but to
/// end.
@NullMarked
package io.batchline.workers;

import org.jspecify.annotations.NullMarked;
