/// Pictures for people: a sheet with what was read drawn over it, and cut-outs of single fields.
/// Pure functions of what the reader gives; knows no templates, files or blobs.
@NullMarked
package io.batchline.workload.sheets.overlay;

import org.jspecify.annotations.NullMarked;
