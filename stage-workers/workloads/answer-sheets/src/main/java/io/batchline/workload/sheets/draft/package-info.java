/// A first template from the picture of a blank sheet: bubbles and their grids, corner markers, the
/// place of a code.
///
/// The door is [io.batchline.workload.sheets.draft.DraftJob]. What is guessed is said; a person
/// checks it by the overlay. May not know how marks are judged. Everything here is a pure function
/// of the picture, safe to call from many threads.
@NullMarked
package io.batchline.workload.sheets.draft;

import org.jspecify.annotations.NullMarked;
