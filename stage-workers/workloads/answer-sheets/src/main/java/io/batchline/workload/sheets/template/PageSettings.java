package io.batchline.workload.sheets.template;

import java.util.ArrayList;
import java.util.List;

/// Reads `pages`: one entry for each page of a sheet of several pages. What an entry leaves out is
/// as the template says beside `pages`.
final class PageSettings {
    static final String KEY = "pages";

    private static final int MOST = 99;

    /// What every page has of its own.
    private static final List<String> OF_PAGE_ONLY =
            List.of("fieldBlocks", "customLabels", "outputColumns");

    private static final String[] OF_PAGE = {
        "fieldBlocks",
        "customLabels",
        "outputColumns",
        "pageDimensions",
        "bubbleDimensions",
        "preProcessors",
        "markers",
        "qr",
        "print"
    };

    private PageSettings() {}

    /// What the template says of each of its pages; the template itself where it has one.
    static List<Settings> of(Settings template) throws TemplateRejected {
        if (!template.has(KEY)) {
            return List.of(template);
        }
        for (String key : OF_PAGE_ONLY) {
            if (template.has(key)) {
                throw template.reject(key, "belongs into each of 'pages' and not beside them");
            }
        }
        List<Settings> pages = new ArrayList<>();
        for (Settings page : template.objects(KEY)) {
            pages.add(page.allowOnly(OF_PAGE).over(template));
        }
        if (pages.isEmpty() || pages.size() > MOST) {
            throw template.reject(
                    KEY, "holds %d pages, must hold 1 to %d".formatted(pages.size(), MOST));
        }
        return pages;
    }
}
