/// Requests that nobody in their right mind would send, made from the document of the API by a
/// seed, and what may never be in an answer.
@NullMarked
package io.batchline.system.fuzz;

import org.jspecify.annotations.NullMarked;
