/// Shows how batches fare to a person or a program: bars on a terminal, lines elsewhere, JSON.
/// Knows progress events and characters, neither HTTP nor files. A board may be called by several
/// threads.
@NullMarked
package io.batchline.cli.display;

import org.jspecify.annotations.NullMarked;
