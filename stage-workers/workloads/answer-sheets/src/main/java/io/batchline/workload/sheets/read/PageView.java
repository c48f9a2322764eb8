package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Projection;

/// A picture and where the template's page lies in it: what overlays and crops are drawn from.
///
/// @param picture as the marks were read in; shared, not to be changed
/// @param fromPage takes a point of the page, in the template's units, to its pixel
public record PageView(GrayPicture picture, Projection fromPage) {}
