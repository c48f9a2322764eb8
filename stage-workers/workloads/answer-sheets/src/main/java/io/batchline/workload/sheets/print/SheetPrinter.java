package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.print.PrintJob.Printed;
import io.batchline.workload.sheets.template.SheetTemplate;
import io.batchline.workload.sheets.template.TemplateFiles;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/// Prints sheets by one template. Immutable.
final class SheetPrinter {
    private final FormLayout layout;
    private final Optional<Path> font;

    private SheetPrinter(FormLayout layout, Optional<Path> font) {
        this.layout = layout;
        this.font = font;
    }

    /// Reads and checks the template.
    ///
    /// @param font a TrueType file; empty for one with Latin, Greek and Cyrillic letters
    /// @throws TemplateRejected where a file breaks a rule of the format, or the template has no
    ///   `markers`, no `qr`, or no room for a name
    static SheetPrinter open(TemplateFiles files, Paper paper, Optional<Path> font)
            throws TemplateRejected, IOException {
        SheetTemplate template = SheetTemplate.read(files);
        return new SheetPrinter(FormLayout.of(Form.of(template), paper), font);
    }

    /// Writes a PDF with one sheet per candidate, in the roster's order. Nothing is written where
    /// anything is refused.
    ///
    /// @param done told how many sheets are finished, after each
    /// @throws TemplateRejected where `page_id` would not read back what is printed
    /// @throws RosterRejected where a column that the template asks for is missing, or a
    ///   candidate's code would be unreadably small or another's
    Printed print(Roster roster, OutputStream out, IntConsumer done)
            throws TemplateRejected, RosterRejected, IOException {
        checkColumns(roster);
        Map<Candidate, String> codes =
                CodeTexts.of(
                        roster,
                        layout.form().template().codes(),
                        layout.fit().length(layout.form().code().width()));
        try (PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache())) {
            Letters letters = Letters.embed(document, font);
            PDPage form = newPage(new PDResources());
            List<String> warnings = form(document, form, letters);
            int sheets = 0;
            for (Map.Entry<Candidate, String> entry : codes.entrySet()) {
                PDPage sheet = newPage(form.getResources());
                // The form is in the file once, whatever the number of sheets.
                sheet.setContents(streams(form));
                document.addPage(sheet);
                sheet(document, sheet, letters, entry.getKey(), entry.getValue());
                warnOfMissing(letters, "line %d".formatted(entry.getKey().line()), warnings);
                done.accept(++sheets);
            }
            document.save(out);
            return new Printed(sheets, warnings);
        }
    }

    private void checkColumns(Roster roster) throws RosterRejected {
        for (String column : layout.form().template().print().columns()) {
            if (!roster.columns().contains(column)) {
                throw new RosterRejected(
                        "there is no column '%s', which the template prints; the columns are %s"
                                .formatted(column, String.join(", ", roster.columns())));
            }
        }
    }

    private PDPage newPage(PDResources resources) {
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

    private List<String> form(PDDocument document, PDPage form, Letters letters)
            throws IOException {
        try (PDPageContentStream content = new PDPageContentStream(document, form)) {
            List<String> warnings = new ArrayList<>(layout.form().warnings());
            warnings.addAll(new FormPrint(content, layout.fit(), letters).draw(layout.form()));
            warnOfMissing(letters, "the template", warnings);
            return warnings;
        }
    }

    private void sheet(
            PDDocument document, PDPage sheet, Letters letters, Candidate candidate, String code)
            throws IOException {
        Area at = layout.form().code();
        PaperFit fit = layout.fit();
        try (PDPageContentStream content =
                new PDPageContentStream(document, sheet, AppendMode.APPEND, true)) {
            content.setNonStrokingColor(0f);
            QrPrint.of(code, fit.length(at.width()))
                    .orElseThrow()
                    .draw(content, fit.x(at.left()), fit.y(at.top()));
            new Heading(
                            layout.form().template().print().title(),
                            candidate,
                            layout.form().template().print().columns(),
                            letters)
                    .draw(content, letters, fit, layout.heading(), layout.headingScale());
        }
    }

    private static void warnOfMissing(Letters letters, String where, List<String> warnings) {
        SortedSet<String> missing = letters.takeMissing();
        if (!missing.isEmpty()) {
            warnings.add(
                    "%s: not in the font and printed as boxes: %s; another font may have them"
                            .formatted(where, String.join(", ", missing)));
        }
    }
}
