/// progress-gateway: reads the topics that clients watch and serves whoever looks. Here the service
/// is wired: configuration, start, close. Nothing is decided here and nothing is written to Kafka.
///
/// Threads: started by the topic readers and one sweeper; everything ends with
/// [io.batchline.gateway.Gateway#close].
@NullMarked
package io.batchline.gateway;

import org.jspecify.annotations.NullMarked;
