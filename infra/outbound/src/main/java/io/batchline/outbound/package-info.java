/// Which addresses may be called for somebody: URLs that users give must not lead inside. And
/// blocks of addresses, for whoever trusts or refuses some.
///
/// JDK only, and no client of its own: whoever calls asks here with each connection, and connects
/// to the addresses that it is given. Starts no thread.
@NullMarked
package io.batchline.outbound;

import org.jspecify.annotations.NullMarked;
