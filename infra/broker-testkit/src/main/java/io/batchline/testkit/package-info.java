/// What tests share: one broker and one database server for each JVM, topics of a test's own, waits
/// on facts with a deadline, and a collector that reads a topic as it is. Every test takes names of
/// its own; nothing is cleaned between tests. The collector polls on its caller's thread.
@NullMarked
package io.batchline.testkit;

import org.jspecify.annotations.NullMarked;
