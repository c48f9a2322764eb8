/// Whether everybody knows the same of a batch: the coordinator, the read model, the files, the
/// loaded rows and the event log. Reads only; for any thread.
@NullMarked
package io.batchline.gateway.audit;

import org.jspecify.annotations.NullMarked;
