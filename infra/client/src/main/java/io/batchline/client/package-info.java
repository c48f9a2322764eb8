/// Follows batches from Java with the promises of the client library for browsers: goes on after
/// every break behind what was seen, asks where no stream works, notices streams that say nothing,
/// and never shows an older state after a newer. Knows HTTP and the contract's words, nothing of
/// the services.
///
/// Threads: a watch runs on its caller's thread, and everything is told there. Beside it a virtual
/// thread listens whether the stream still says something; it ends with the connection.
@NullMarked
package io.batchline.client;

import org.jspecify.annotations.NullMarked;
