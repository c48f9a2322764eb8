/// Every topic, declared once: name, key, codec, partitions, policy.
@NullMarked
package io.batchline.contract.topic;

import org.jspecify.annotations.NullMarked;
