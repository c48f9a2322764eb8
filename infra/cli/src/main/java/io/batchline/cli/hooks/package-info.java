/// The commands of webhooks: endpoints, their secrets, and what was sent.
@NullMarked
package io.batchline.cli.hooks;

import org.jspecify.annotations.NullMarked;
