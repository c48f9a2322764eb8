/// Real faults on real brokers: three of them, and every service, in containers of their own that
/// are killed, frozen and cut off.
@NullMarked
package io.batchline.system.faults;

import org.jspecify.annotations.NullMarked;
