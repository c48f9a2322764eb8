/// The schema and the pool on a real PostgreSQL.
@NullMarked
package io.batchline.database;

import org.jspecify.annotations.NullMarked;
