/// Where sources and outputs lie: a port, and its form as a folder.
///
/// Knows keys and bytes, nothing of what they mean, and neither Kafka nor HTTP. Blobs are written
/// once and whole; whoever reads one sees all of it or nothing. A store may be used from any
/// thread; a channel that it opened belongs to one thread at a time.
@NullMarked
package io.batchline.blob;

import org.jspecify.annotations.NullMarked;
