/// The dashboard in a real browser: what a person sees.
@NullMarked
package io.batchline.system.page;

import org.jspecify.annotations.NullMarked;
