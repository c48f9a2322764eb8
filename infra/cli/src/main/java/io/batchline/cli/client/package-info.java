/// A client of the public HTTP API, as any other would be: it knows the paths and the JSON of them,
/// and nothing of what is behind. Every call blocks its caller's thread. Batches are followed by
/// the client library.
@NullMarked
package io.batchline.cli.client;

import org.jspecify.annotations.NullMarked;
