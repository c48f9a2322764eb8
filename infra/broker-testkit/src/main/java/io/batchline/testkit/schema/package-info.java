/// JSON Schemas: made from the records that are written as JSON, and as the tests hold values
/// against them. It knows no document and no service.
@NullMarked
package io.batchline.testkit.schema;

import org.jspecify.annotations.NullMarked;
