/// The room's door: a template's files open a [io.batchline.workload.sheets.read.SheetReader], and
/// that turns the bytes of one scan into answers and a score.
///
/// May not know batches, items, archives or where a file comes from. A reader is immutable: built
/// once, used by many threads.
@NullMarked
package io.batchline.workload.sheets.read;

import org.jspecify.annotations.NullMarked;
