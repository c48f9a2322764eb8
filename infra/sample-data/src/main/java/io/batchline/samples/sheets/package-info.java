/// Makes batches of answer sheets as an exam office would scan them, with the truth of what is on
/// each.
///
/// The same specification gives the same bytes on every machine: nothing here asks the platform for
/// a font, a codec, a compressor, a clock or a time zone, and angles come from `StrictMath`. It
/// knows the file formats it writes and nothing of the programs that read them.
///
/// Threads: sheets are drawn in parallel by a pool that lives only while `SheetBatch.generate`
/// runs; whatever one sheet needs (canvas, encoder) belongs to one thread at a time.
@NullMarked
package io.batchline.samples.sheets;

import org.jspecify.annotations.NullMarked;
