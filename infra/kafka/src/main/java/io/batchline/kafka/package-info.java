/// How our programs reach the broker: the connection, each client's properties in one place, and
/// the step that makes the declared topics true. Knows topics as types, nothing of what travels on
/// them.
@NullMarked
package io.batchline.kafka;

import org.jspecify.annotations.NullMarked;
