/// Tests of the shelf of the same name.
@NullMarked
package io.batchline.gateway.rest;

import org.jspecify.annotations.NullMarked;
