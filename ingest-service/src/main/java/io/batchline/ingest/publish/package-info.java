/// Commands and upload progress to the broker.
///
/// Commands wait in the database until the broker has acknowledged them, so none is lost; progress
/// is sent once and never fails work. Knows neither HTTP nor blobs. One thread sends commands;
/// progress may be sent from any.
@NullMarked
package io.batchline.ingest.publish;

import org.jspecify.annotations.NullMarked;
