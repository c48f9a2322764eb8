/// `login`, `logout` and `whoami`: what later calls come in with.
@NullMarked
package io.batchline.cli.session;

import org.jspecify.annotations.NullMarked;
