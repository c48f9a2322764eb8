/// A Kafka broker and a PostgreSQL server that belong to this JVM, for the all-in-one mode and for
/// tests. They are the real ones, on 127.0.0.1 only, and keep everything below one folder, so that
/// a later start finds it again, after a hard kill too.
///
/// This room knows nothing of what is stored in them. A folder serves one process at a time.
@NullMarked
package io.batchline.embedded;

import org.jspecify.annotations.NullMarked;
