/// The schema and the pool, nothing else: queries live in the rooms that ask.
///
/// Knows PostgreSQL and nothing of ours. A `Database` may be used from any thread; the migrations
/// run once, in whichever program opens it first.
@NullMarked
package io.batchline.database;

import org.jspecify.annotations.NullMarked;
