/// Sends webhooks: takes deliveries that are due from the database, calls, and writes down what
/// came of it. Any number of processes may do it side by side; each event arrives at least once.
///
/// Knows the tables and HTTP as a client, neither Kafka nor what events say. One platform thread
/// takes deliveries, a virtual one sends each.
@NullMarked
package io.batchline.webhooks;

import org.jspecify.annotations.NullMarked;
