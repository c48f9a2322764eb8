/// Who may do what, over the whole API: every operation by everybody who may knock.
@NullMarked
package io.batchline.system.doors;

import org.jspecify.annotations.NullMarked;
