/// How the CSV files that leave us are written, whichever process writes them or hands them on.
@NullMarked
package io.batchline.contract.csv;

import org.jspecify.annotations.NullMarked;
