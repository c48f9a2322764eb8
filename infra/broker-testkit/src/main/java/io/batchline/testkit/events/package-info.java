/// Events held against `infra/docs/asyncapi.yaml`, for every test that reads some. It knows that
/// document only, as any reader of the events may.
@NullMarked
package io.batchline.testkit.events;

import org.jspecify.annotations.NullMarked;
