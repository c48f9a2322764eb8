/// What every command of the line shares: where it reads and prints, which server it talks to and
/// as whom, what is kept of a login, and how it ends. Knows no command. One thread.
@NullMarked
package io.batchline.cli.shell;

import org.jspecify.annotations.NullMarked;
