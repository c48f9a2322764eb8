/// The system's browser for tests of pages. Who uses it has Playwright among its own dependencies.
@NullMarked
package io.batchline.testkit.browser;

import org.jspecify.annotations.NullMarked;
