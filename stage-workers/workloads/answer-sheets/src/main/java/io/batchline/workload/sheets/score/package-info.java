/// Answer keys and marking schemes: what an answer is worth.
///
/// May not know pictures. Everything here is immutable once read, and scoring is a pure function of
/// the answers.
@NullMarked
package io.batchline.workload.sheets.score;

import org.jspecify.annotations.NullMarked;
