/// Item analysis: what the marks of a whole batch say about each question and about the key.
///
/// May not know pictures or templates, only how sheets were scored. Used by one thread; what is
/// held grows with the questions, never with the sheets.
@NullMarked
package io.batchline.workload.sheets.analysis;

import org.jspecify.annotations.NullMarked;
