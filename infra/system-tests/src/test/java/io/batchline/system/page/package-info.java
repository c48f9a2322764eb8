/// The page in a real browser: what people see of it, and what it costs them.
@NullMarked
package io.batchline.system.page;

import org.jspecify.annotations.NullMarked;
