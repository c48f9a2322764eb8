/// `submit`: from what a user names to batches of a server: what each is made of, its creation, its
/// upload, and what an earlier call left unfinished. Several go at once, a virtual thread for each.
@NullMarked
package io.batchline.cli.submit;

import org.jspecify.annotations.NullMarked;
