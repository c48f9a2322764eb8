/// The routes that change something, and the shapes of their requests and answers.
///
/// Knows nothing of Kafka or of where bytes lie. Handlers run each on a thread of its own.
@NullMarked
package io.batchline.ingest.http;

import org.jspecify.annotations.NullMarked;
