/// Resumable uploads over HTTP: tus 1.0 with creation (also with the first chunk, also of unknown
/// length), checksums, expiration, termination and concatenation.
///
/// Reads headers, asks the shelf `upload`, and writes headers; it decides nothing about bytes.
@NullMarked
package io.batchline.ingest.http.tus;

import org.jspecify.annotations.NullMarked;
