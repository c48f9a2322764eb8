/// The edge as clients see it, on a real server.
@NullMarked
package io.batchline.http;

import org.jspecify.annotations.NullMarked;
