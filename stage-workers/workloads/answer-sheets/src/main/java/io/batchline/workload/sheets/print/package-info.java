/// Sheets for paper: from a template with `markers` and `qr` and a roster comes a PDF with one
/// sheet per candidate, which the reader reads by the same template.
///
/// The door is [io.batchline.workload.sheets.print.PrintJob]. May not know how a sheet is read,
/// beyond what the template says of its codes. Nothing here is shared between threads.
@NullMarked
package io.batchline.workload.sheets.print;

import org.jspecify.annotations.NullMarked;
