@NullMarked
package io.batchline.http.identity;

import org.jspecify.annotations.NullMarked;
