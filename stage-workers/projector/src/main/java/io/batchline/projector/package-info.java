/// The read model: what the topics say of items and batches, as rows in PostgreSQL.
///
/// The room knows the wire and the schema; who polls and commits is not its business. One call at a
/// time; it starts no thread. The same records again, in any order across topics, give the same
/// rows.
@NullMarked
package io.batchline.projector;

import org.jspecify.annotations.NullMarked;
