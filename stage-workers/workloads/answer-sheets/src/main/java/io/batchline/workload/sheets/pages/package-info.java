/// Files that hold sheets, one or several: how many pages one has, and each page's picture.
///
/// A file of one picture is left to the shelf `picture`; a PDF is read here. A file is what its
/// first bytes say. May not know archives, templates or marks. Everything here is a pure function
/// over its arguments, safe to call from any thread; a PDF is opened anew for each page, with a
/// bound on what its streams may unpack to.
@NullMarked
package io.batchline.workload.sheets.pages;

import org.jspecify.annotations.NullMarked;
