/// A workload without work: items that take a given time and fail as often as they are told, so
/// that benchmarks and tests see what the pipeline does, and nothing else. It is no part of a
/// deployment: only a process that has its jar on the class path knows it.
///
/// Knows the workload API alone. Every method may be called from many threads at once.
@NullMarked
package io.batchline.workload.rehearsal;

import org.jspecify.annotations.NullMarked;
