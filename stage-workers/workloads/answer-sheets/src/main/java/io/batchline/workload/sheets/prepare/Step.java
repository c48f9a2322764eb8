package io.batchline.workload.sheets.prepare;

import io.batchline.workload.sheets.picture.GrayPicture;

/// One thing that is done to a picture before its marks are read. The picture that it is given
/// stays as it was.
@FunctionalInterface
interface Step {
    Prepared apply(GrayPicture picture);
}
