/// Tests of local mode's own parts. They start no servers.
@NullMarked
package io.batchline.local;

import org.jspecify.annotations.NullMarked;
