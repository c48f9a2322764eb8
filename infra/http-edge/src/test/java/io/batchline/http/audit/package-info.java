@NullMarked
package io.batchline.http.audit;

import org.jspecify.annotations.NullMarked;
