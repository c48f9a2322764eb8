/// The client library: its own tests on Node, its types and its package. What it does in a browser
/// is tried beside the gateway's own tests.
@NullMarked
package io.batchline.gateway.client;

import org.jspecify.annotations.NullMarked;
