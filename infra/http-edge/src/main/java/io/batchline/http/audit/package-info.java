/// Who did what: every change that was asked for, written down in one place.
///
/// Knows operations and callers, nothing of what an operation means. From any thread; it blocks.
@NullMarked
package io.batchline.http.audit;

import org.jspecify.annotations.NullMarked;
