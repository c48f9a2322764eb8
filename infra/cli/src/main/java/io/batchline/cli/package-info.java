/// The command line: everything in one JVM, made-up sheets, and a client of the public API.
///
/// It reads arguments and prints; what it does with batches goes over HTTP like any other client's
/// calls. Only the dead letters are looked at on Kafka itself, and sheets are printed and templates
/// drafted from files to files. One thread, apart from what local mode starts for itself.
@NullMarked
package io.batchline.cli;

import org.jspecify.annotations.NullMarked;
