@NullMarked
package io.batchline.http.openid;

import org.jspecify.annotations.NullMarked;
