package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Prints the sheets of a roster into a file.
///
/// @param template a folder with `template.json`, or a template file
/// @param roster a CSV file in UTF-8
/// @param out the PDF to write; one that is there is replaced when the new one is complete
/// @param font a TrueType file; empty for one with Latin, Greek and Cyrillic letters
public record PrintJob(Path template, Path roster, Path out, Paper paper, Optional<Path> font) {

    /// What was printed.
    ///
    /// @param warnings sentences about what is not as it should be
    public record Printed(int sheets, List<String> warnings) {
        public Printed {
            warnings = List.copyOf(warnings);
        }
    }

    /// @param done told how many sheets are finished, after each
    /// @throws PrintRefused where template or roster break a rule
    public Printed run(IntConsumer done) throws PrintRefused, IOException {
        Path partial = out.resolveSibling(out.getFileName() + ".part");
        try {
            SheetPrinter printer = SheetPrinter.open(TemplateFolder.of(template), paper, font);
            Roster candidates = candidates();
            Path folder = out.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Printed printed;
            try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(partial))) {
                printed = printer.print(candidates, to, done);
            }
            Files.move(partial, out, StandardCopyOption.REPLACE_EXISTING);
            return printed;
        } catch (TemplateRejected e) {
            throw new PrintRefused("%s: %s".formatted(template, e.getMessage()), e);
        } catch (RosterRejected e) {
            throw new PrintRefused("%s: %s".formatted(roster, e.getMessage()), e);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private Roster candidates() throws RosterRejected, PrintRefused, IOException {
        try (BufferedReader csv = Files.newBufferedReader(roster)) {
            return Roster.read(csv);
        } catch (NoSuchFileException e) {
            throw new PrintRefused("%s: there is no such file".formatted(roster), e);
        }
    }
}
