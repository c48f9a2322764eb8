package io.batchline.workload.sheets;

import io.batchline.workload.ExtractContext;
import io.batchline.workload.SourceRejected;
import io.batchline.workload.archive.ArchiveEntry;
import io.batchline.workload.archive.ArchiveEntry.Compression;
import io.batchline.workload.archive.ArchiveIndex;
import io.batchline.workload.archive.ArchiveRejected;
import io.batchline.workload.sheets.read.TemplateReader;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// One extraction: the archive's pictures in natural order, each with what it is read by, without
/// the marker and reference pictures that the templates name.
final class Extraction {
    private static final Set<String> PICTURES =
            Set.of("jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "pdf");
    private static final String ENDINGS = ".jpg, .jpeg, .png, .webp, .bmp, .tif, .tiff, .pdf";
    private static final int REPORT_EVERY = 200;

    private final Templates templates;
    private final PageSheets pages;
    private final ExtractContext context;
    private final Map<String, Optional<TemplatePlace>> places = new HashMap<>();

    Extraction(Templates templates, PageSheets pages, ExtractContext context) {
        this.templates = templates;
        this.pages = pages;
        this.context = context;
    }

    void run() throws IOException, SourceRejected, InterruptedException {
        SheetOptions options = options();
        context.report("Looking at what the source holds", 0, 0);
        ArchiveIndex index = index();
        List<SheetReference> pictures = pictures(new ArchiveFolders(index, options.given()));
        Set<String> named = openTemplates(pictures, options);
        List<SheetReference> files =
                pictures.stream().filter(file -> !named.contains(file.picture().name())).toList();
        if (files.isEmpty()) {
            throw new SourceRejected(
                    "no_picture",
                    "the ZIP holds no sheet: none of its %d files is a picture (%s) that no template names (rule no_picture)"
                            .formatted(index.files().size(), ENDINGS));
        }
        announce(pages.of(files, context), files, index.ignored());
    }

    private SheetOptions options() throws SourceRejected {
        try {
            return SheetOptions.of(context.options());
        } catch (IllegalArgumentException e) {
            throw new SourceRejected("options_invalid", String.valueOf(e.getMessage()));
        }
    }

    private ArchiveIndex index() throws IOException, SourceRejected {
        try {
            return templates.index(context.source());
        } catch (ArchiveRejected e) {
            throw new SourceRejected(e.rule().id(), e.message());
        }
    }

    private List<SheetReference> pictures(ArchiveFolders folders) {
        List<SheetReference> pictures = new ArrayList<>();
        for (ArchiveEntry file : folders.index().files()) {
            if (isPicture(file.name())) {
                Optional<TemplatePlace> place =
                        places.computeIfAbsent(
                                ArchiveFolders.parent(file.name()), folders::templateFor);
                pictures.add(new SheetReference(file, OptionalInt.empty(), place));
            }
        }
        pictures.sort(Comparator.comparing(sheet -> sheet.picture().name(), NaturalOrder.PATHS));
        return pictures;
    }

    static boolean isPicture(String name) {
        return PICTURES.contains(ArchiveFolders.ending(name));
    }

    /// Opens every template that a picture is read by, so that a bad one is refused at once.
    ///
    /// @return the pictures that templates name: markers and references
    private Set<String> openTemplates(List<SheetReference> pictures, SheetOptions options)
            throws IOException, SourceRejected, InterruptedException {
        Set<TemplatePlace> used = new HashSet<>();
        places.values().forEach(place -> place.ifPresent(used::add));
        if (used.isEmpty() && !pictures.isEmpty()) {
            throw new SourceRejected(
                    "no_template",
                    "the source holds %d pictures and no template.json in their folders or above, and the batch has none as its option 'template' (rule no_template)"
                            .formatted(pictures.size()));
        }
        Set<String> named = new HashSet<>();
        SortedSet<String> warnings = new TreeSet<>();
        for (TemplatePlace place : used) {
            TemplateReader reader = open(place, options);
            reader.warnings().forEach(warning -> warnings.add(placed(place, warning)));
            for (SheetReference picture : pictures) {
                if (names(reader, place, picture.picture().name())) {
                    named.add(picture.picture().name());
                }
            }
        }
        warnings.forEach(context::warn);
        return named;
    }

    /// With the folder of the file that the warning begins with.
    private static String placed(TemplatePlace place, String warning) {
        String folder =
                warning.startsWith(ArchiveFolders.EVALUATION)
                        ? place.evaluation().orElse(place.folder())
                        : place.folder();
        return ArchiveFolders.path(folder, warning);
    }

    private static boolean names(TemplateReader reader, TemplatePlace place, String picture) {
        String prefix = ArchiveFolders.path(place.folder(), "");
        return picture.startsWith(prefix) && reader.excludes(picture.substring(prefix.length()));
    }

    private TemplateReader open(TemplatePlace place, SheetOptions options)
            throws IOException, SourceRejected, InterruptedException {
        try {
            return templates.open(context.source(), place, options);
        } catch (TemplateRejected e) {
            throw new SourceRejected("template_invalid", templateMessage(place, e));
        } catch (ArchiveRejected e) {
            throw new SourceRejected(e.rule().id(), e.message());
        }
    }

    static String templateMessage(TemplatePlace place, TemplateRejected rejected) {
        String key = rejected.key().isEmpty() ? "" : ", key " + rejected.key();
        return "template file '%s'%s: %s (rule template_invalid)"
                .formatted(
                        ArchiveFolders.path(place.folder(), rejected.file()), key, rejected.rule());
    }

    private void announce(List<SheetReference> sheets, List<SheetReference> files, int ignored)
            throws InterruptedException {
        ArchiveEntry first = files.getFirst().picture();
        String source = first.compression() == Compression.BARE ? first.name() : "ZIP";
        for (int done = 0; done < sheets.size(); done++) {
            if (done % REPORT_EVERY == 0) {
                context.report("Extracting files from " + source, done, sheets.size());
            }
            SheetReference sheet = sheets.get(done);
            context.found(sheet.name(), sheet.toJson());
        }
        String also = ignored == 0 ? "" : ", ignored %d of the system's".formatted(ignored);
        context.report(
                "Extracted %s from %s%s"
                        .formatted(extracted(sheets.size(), files.size()), source, also),
                sheets.size(),
                sheets.size());
    }

    private static String extracted(int sheets, int files) {
        if (sheets == files) {
            return "%d files".formatted(files);
        }
        return files == 1
                ? "%d sheets of one file".formatted(sheets)
                : "%d sheets of %d files".formatted(sheets, files);
    }
}
