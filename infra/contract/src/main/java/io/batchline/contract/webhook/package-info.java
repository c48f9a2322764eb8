/// What webhooks bring: CloudEvents 1.0 in their JSON format
/// (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md).
@NullMarked
package io.batchline.contract.webhook;

import org.jspecify.annotations.NullMarked;
