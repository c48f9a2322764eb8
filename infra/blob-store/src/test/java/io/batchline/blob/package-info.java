/// The folder form of the blob store, on a real folder.
@NullMarked
package io.batchline.blob;

import org.jspecify.annotations.NullMarked;
