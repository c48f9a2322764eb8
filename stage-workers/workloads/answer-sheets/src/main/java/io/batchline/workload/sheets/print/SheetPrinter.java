package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.print.PrintJob.Printed;
import io.batchline.workload.sheets.template.SheetTemplate;
import io.batchline.workload.sheets.template.TemplateFiles;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.function.IntConsumer;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/// Prints sheets by one template, all of its pages for each candidate. Immutable.
final class SheetPrinter {
    private final List<FormLayout> pages;
    private final Optional<Path> font;

    private SheetPrinter(List<FormLayout> pages, Optional<Path> font) {
        this.pages = List.copyOf(pages);
        this.font = font;
    }

    /// Reads and checks the template.
    ///
    /// @param font a TrueType file; empty for one with Latin, Greek and Cyrillic letters
    /// @throws TemplateRejected where a file breaks a rule of the format, or a page has no
    ///   `markers`, no `qr`, or no room for a name
    static SheetPrinter open(TemplateFiles files, Paper paper, Optional<Path> font)
            throws TemplateRejected, IOException {
        List<FormLayout> pages = new ArrayList<>();
        for (SheetTemplate template : SheetTemplate.pages(files)) {
            pages.add(FormLayout.of(Form.of(template), paper));
        }
        return new SheetPrinter(pages, font);
    }

    /// Writes a PDF with the sheets of each candidate, in the roster's order. Nothing is written
    /// where anything is refused.
    ///
    /// @param done told how many sheets are finished, after each
    /// @throws TemplateRejected where `page_id` would not read back what is printed
    /// @throws RosterRejected where a column that the template asks for is missing, or a
    ///   candidate's code would be unreadably small or another's
    Printed print(Roster roster, OutputStream out, IntConsumer done)
            throws TemplateRejected, RosterRejected, IOException {
        checkColumns(roster);
        Map<Candidate, List<String>> codes =
                CodeTexts.of(
                        roster,
                        pages.getFirst().form().template().codes(),
                        pages.stream()
                                .map(page -> (double) page.fit().length(page.form().code().width()))
                                .toList());
        try (PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache())) {
            Letters letters = Letters.embed(document, font);
            SequencedSet<String> warnings = new LinkedHashSet<>();
            List<PDPage> forms = new ArrayList<>();
            for (FormLayout layout : pages) {
                PDPage form = newPage(layout, new PDResources());
                warnings.addAll(form(document, form, layout, letters));
                forms.add(form);
            }
            int sheets = 0;
            for (Map.Entry<Candidate, List<String>> entry : codes.entrySet()) {
                for (int page = 0; page < forms.size(); page++) {
                    PDPage form = forms.get(page);
                    PDPage sheet = newPage(pages.get(page), form.getResources());
                    // The form is in the file once, whatever the number of sheets.
                    sheet.setContents(streams(form));
                    document.addPage(sheet);
                    sheet(document, sheet, letters, entry.getKey(), entry.getValue(), page);
                    done.accept(++sheets);
                }
                warnOfMissing(letters, "line %d".formatted(entry.getKey().line()), warnings);
            }
            document.save(out);
            return new Printed(sheets, List.copyOf(warnings));
        }
    }

    private void checkColumns(Roster roster) throws RosterRejected {
        for (FormLayout page : pages) {
            for (String column : page.form().template().print().columns()) {
                if (!roster.columns().contains(column)) {
                    throw new RosterRejected(
                            "there is no column '%s', which the template prints; the columns are %s"
                                    .formatted(column, String.join(", ", roster.columns())));
                }
            }
        }
    }

    private static PDPage newPage(FormLayout layout, PDResources resources) {
        Paper paper = layout.fit().paper();
        PDPage page = new PDPage(new PDRectangle((float) paper.width(), (float) paper.height()));
        page.setResources(resources);
        return page;
    }

    private static List<PDStream> streams(PDPage page) {
        List<PDStream> streams = new ArrayList<>();
        Iterator<PDStream> contents = page.getContentStreams();
        contents.forEachRemaining(streams::add);
        return streams;
    }

    private static Collection<String> form(
            PDDocument document, PDPage form, FormLayout layout, Letters letters)
            throws IOException {
        try (PDPageContentStream content = new PDPageContentStream(document, form)) {
            List<String> warnings = new ArrayList<>(layout.form().warnings());
            warnings.addAll(new FormPrint(content, layout.fit(), letters).draw(layout.form()));
            warnOfMissing(letters, "the template", warnings);
            return warnings;
        }
    }

    /// @param codes of all of the candidate's pages
    /// @param page which of them it is, from 0
    private void sheet(
            PDDocument document,
            PDPage sheet,
            Letters letters,
            Candidate candidate,
            List<String> codes,
            int page)
            throws IOException {
        FormLayout layout = pages.get(page);
        Area at = layout.form().code();
        PaperFit fit = layout.fit();
        String number = codes.size() == 1 ? "" : "%d/%d".formatted(page + 1, codes.size());
        try (PDPageContentStream content =
                new PDPageContentStream(document, sheet, AppendMode.APPEND, true)) {
            content.setNonStrokingColor(0f);
            QrPrint.of(codes.get(page), fit.length(at.width()))
                    .orElseThrow()
                    .draw(content, fit.x(at.left()), fit.y(at.top()));
            new Heading(layout.form().template().print(), candidate, number, letters)
                    .draw(content, letters, fit, layout.heading(), layout.headingScale());
        }
    }

    private static void warnOfMissing(Letters letters, String where, Collection<String> warnings) {
        SortedSet<String> missing = letters.takeMissing();
        if (!missing.isEmpty()) {
            warnings.add(
                    "%s: not in the font and printed as boxes: %s; another font may have them"
                            .formatted(where, String.join(", ", missing)));
        }
    }
}
