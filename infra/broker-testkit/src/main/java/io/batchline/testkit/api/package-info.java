/// Answers held against the document of the API, for every test that sends requests. It knows the
/// document only, as any client may, and none of the services.
@NullMarked
package io.batchline.testkit.api;

import org.jspecify.annotations.NullMarked;
