/// Webhooks as their owners see them: where events go, with which secrets they are signed, what
/// became of each delivery. What is sent when is the business of the projector and the sender; they
/// meet in the database.
@NullMarked
package io.batchline.ingest.webhook;

import org.jspecify.annotations.NullMarked;
