/// Who may see what: finds a batch for a caller, within the caller's tenant only, and says how it
/// stands, with what was asked of it and is not folded yet. Knows the hub, accounts and the rows of
/// batches; nothing of Kafka.
///
/// Threads: everything may be used by any thread.
@NullMarked
package io.batchline.gateway.session;

import org.jspecify.annotations.NullMarked;
