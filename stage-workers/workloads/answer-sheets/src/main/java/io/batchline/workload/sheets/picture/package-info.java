/// Pictures as the reader of sheets needs them: one byte of grey per pixel, how bytes of a file
/// become that, and the kernels that blur, stretch, warp, search and measure it.
///
/// Each kernel is exact: it rounds as the reader of the template format does whose results ours are
/// compared with, so a change here can change an answer. May not know templates, sheets or marks.
/// Everything here is a pure function over its arguments, safe to call from any thread; a
/// [GrayPicture] is handed on, not shared, where a kernel draws into it.
@NullMarked
package io.batchline.workload.sheets.picture;

import org.jspecify.annotations.NullMarked;
