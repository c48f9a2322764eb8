/// What the bubbles of a page hold, in figures: where each really is, how dark it is beyond what is
/// printed in it, and how that darkness is spread.
///
/// May not know what a figure means for a field. Everything here is a pure function of picture, map
/// and template, safe to call from many threads.
@NullMarked
package io.batchline.workload.sheets.measure;

import org.jspecify.annotations.NullMarked;
