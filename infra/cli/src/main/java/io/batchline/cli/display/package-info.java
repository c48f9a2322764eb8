/// Shows a batch's progress to a person: bars on a terminal, lines elsewhere. Knows progress events
/// and characters, neither HTTP nor files. Called by one thread.
@NullMarked
package io.batchline.cli.display;

import org.jspecify.annotations.NullMarked;
