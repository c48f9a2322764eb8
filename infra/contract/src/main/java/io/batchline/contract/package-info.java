/// The wire: what travels between Batchline's processes, and nothing else.
///
/// Rule of admission: a type enters only if its bytes travel between two processes, or if it is how
/// two of them read the same out of those bytes, or write the same into files for others. The room
/// knows Kafka's records and serialisation, never Streams, HTTP or a database. Everything here is
/// immutable and may be used from any thread.
@NullMarked
package io.batchline.contract;

import org.jspecify.annotations.NullMarked;
