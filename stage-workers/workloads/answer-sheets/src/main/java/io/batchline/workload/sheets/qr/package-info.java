/// Codes on scanned sheets, QR and Code 128: where there is one, what it says.
///
/// May not know sheets, items or what a text means. Everything here is a pure function of the
/// picture, safe to call from many threads.
@NullMarked
package io.batchline.workload.sheets.qr;

import org.jspecify.annotations.NullMarked;
