/// A client of the public HTTP API, as any other would be: it knows the paths and the JSON of them,
/// and nothing of what is behind. Every call blocks its caller's thread. Only a stream has a thread
/// beside it, which notices when nothing comes any more.
@NullMarked
package io.batchline.cli.client;

import org.jspecify.annotations.NullMarked;
