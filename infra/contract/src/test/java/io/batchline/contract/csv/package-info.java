@NullMarked
package io.batchline.contract.csv;

import org.jspecify.annotations.NullMarked;
