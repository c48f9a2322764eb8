/// The pure parts of webhooks.
@NullMarked
package io.batchline.ingest.webhook;

import org.jspecify.annotations.NullMarked;
