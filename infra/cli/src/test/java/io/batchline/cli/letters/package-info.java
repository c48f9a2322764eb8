/// Tests of what needs no broker.
@NullMarked
package io.batchline.cli.letters;

import org.jspecify.annotations.NullMarked;
