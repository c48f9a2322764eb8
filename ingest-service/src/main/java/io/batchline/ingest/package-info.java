/// Takes requests and bytes, stores them, and publishes commands; it never processes anything and
/// reads no topic.
///
/// `Ingest` wires the shelves: `batch` (what was asked for, in the database), `publish` (commands
/// and progress to the broker), `upload` (sources into the blob store), `http` (routes). Every
/// request has a virtual thread of its own; two threads more, started here, repeat unsent commands
/// and notice dead uploads.
@NullMarked
package io.batchline.ingest;

import org.jspecify.annotations.NullMarked;
