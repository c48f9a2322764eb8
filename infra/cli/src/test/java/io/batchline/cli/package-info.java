/// Tests of the commands, called as the main calls them.
@NullMarked
package io.batchline.cli;

import org.jspecify.annotations.NullMarked;
