/// Finds how one picture of a printed form lies over another by small features that both show:
/// corners, described so that turning and scaling them changes little, matched, and fitted by the
/// largest set of matches that agree.
///
/// May not know templates or marks. Everything here is a pure function, the same picture giving the
/// same result each time: what is drawn at random is drawn from a fixed seed.
@NullMarked
package io.batchline.workload.sheets.align;

import org.jspecify.annotations.NullMarked;
