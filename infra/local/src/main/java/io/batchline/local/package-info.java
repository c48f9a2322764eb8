/// All of Batchline in one JVM: an in-process broker and database, and beside them the services,
/// started by the same calls as apart from one another. Everything is kept in one folder.
///
/// This room only starts and stops; it knows no topic, no table and no path. It starts no threads
/// but those that start or stop several parts at once.
@NullMarked
package io.batchline.local;

import org.jspecify.annotations.NullMarked;
