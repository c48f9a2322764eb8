/// The whole pipeline on a real broker, a real database and in a real browser, in one process and
/// in many. Programs are started as a user starts them, from the class path of this room, and ended
/// by their process ids; their output stays beside the test's other files when it fails.
@NullMarked
package io.batchline.system;

import org.jspecify.annotations.NullMarked;
