/// Commands about who may come in and what they did: users, keys, the audit log.
@NullMarked
package io.batchline.cli.people;

import org.jspecify.annotations.NullMarked;
