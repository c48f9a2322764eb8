/// The commands as a user types them, against a server that only notes what it is asked.
@NullMarked
package io.batchline.cli;

import org.jspecify.annotations.NullMarked;
