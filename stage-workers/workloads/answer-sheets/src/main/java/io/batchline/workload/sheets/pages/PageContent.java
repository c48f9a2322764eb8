package io.batchline.workload.sheets.pages;

import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// What a page of a PDF is made of.
sealed interface PageContent {

    /// Nothing is painted.
    record Empty() implements PageContent {}

    /// One picture, upright before the page's rotation, that fills the page.
    record Scan(PDImageXObject picture) implements PageContent {}

    /// Anything else: lines, text, several pictures, parts of one.
    record Drawing() implements PageContent {}
}
