/// Where the page of a template lies in a picture: its corner markers are found at any scale and
/// turn, and which way is up is told by the printed bubbles themselves.
///
/// May not know what a mark is or how a picture was decoded. The page is never warped: the result
/// is a map from the template's units to pixels. Everything here is a pure function of picture and
/// template, safe to call from many threads.
@NullMarked
package io.batchline.workload.sheets.locate;

import org.jspecify.annotations.NullMarked;
