/// What is done to a picture before its marks are read: crop to the page or to its markers, align
/// to a reference, blur, stretch.
///
/// May not know fields, answers or scores. A step is immutable and safe to apply to many pictures
/// at once; one that finds nothing to crop by says so as a value.
@NullMarked
package io.batchline.workload.sheets.prepare;

import org.jspecify.annotations.NullMarked;
