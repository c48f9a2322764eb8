/// Logging in, and who may: the routes of accounts, keys, tickets, tenants and of who did what.
///
/// What they do is http-edge's; knows nothing of batches but whether one is there. Each request on
/// a thread of its own, which may block.
@NullMarked
package io.batchline.ingest.identity;

import org.jspecify.annotations.NullMarked;
