/// Sources on their way to the server: what is sent, in which pieces, and where a later call goes
/// on. Speaks tus 1.0 over the public API; knows no command and prints nothing. An upload blocks
/// the thread of its caller.
@NullMarked
package io.batchline.cli.upload;

import org.jspecify.annotations.NullMarked;
