package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.draft.SheetDraft.Drafted;
import io.batchline.workload.sheets.draft.SheetDraft.NothingFound;
import io.batchline.workload.sheets.pages.PageDecoder;
import io.batchline.workload.sheets.pages.PageLimits;
import io.batchline.workload.sheets.pages.SheetFile;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.Detail;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.PageCount.Counted;
import io.batchline.workload.sheets.picture.PageCount.Uncounted;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import javax.imageio.ImageIO;

/// Drafts a template from the picture of a blank sheet, and writes it into a folder.
///
/// @param blank any file that sheets come in: JPEG, PNG, TIFF, PDF, BMP, WebP
/// @param page of the file, from 1
/// @param folder gets `template.json`, `config.json` and `overlay.png`
public record DraftJob(Path blank, int page, Path folder) {
    private static final String TEMPLATE = "template.json";
    private static final String CONFIG = "config.json";
    private static final String OVERLAY = "overlay.png";

    public DraftJob {
        if (page < 1) {
            throw new IllegalArgumentException("page %d: pages count from 1".formatted(page));
        }
    }

    /// What was written.
    ///
    /// @param files in the folder
    /// @param found sentences, one per thing found
    /// @param unsure sentences about what is guessed; empty where nothing is
    public record Written(List<Path> files, List<String> found, List<String> unsure) {
        public Written {
            files = List.copyOf(files);
            found = List.copyOf(found);
            unsure = List.copyOf(unsure);
        }
    }

    /// @throws DraftRefused where the file is no picture, shows no bubbles, or the folder has a
    ///   template already: one that somebody may have worked on is not replaced
    public Written run() throws DraftRefused, IOException {
        for (String name : List.of(TEMPLATE, CONFIG)) {
            if (Files.exists(folder.resolve(name))) {
                throw new DraftRefused(
                        "%s is there already: it is not replaced".formatted(folder.resolve(name)));
            }
        }
        return switch (SheetDraft.of(picture())) {
            case NothingFound(String message) ->
                    throw new DraftRefused("%s: %s".formatted(blank, message));
            case Drafted drafted -> write(drafted);
        };
    }

    private GrayPicture picture() throws DraftRefused, IOException {
        SheetFile file;
        try {
            file = SheetFile.of(Files.readAllBytes(blank));
        } catch (NoSuchFileException _) {
            throw new DraftRefused("%s: there is no such file".formatted(blank));
        }
        PageDecoder decoder = new PageDecoder(PixelLimit.DEFAULT, PageLimits.DEFAULT.perFile());
        return switch (decoder.count(file)) {
            case Counted(int pages) when page > pages ->
                    throw new DraftRefused(
                            "%s: has %d pages, there is no page %d".formatted(blank, pages, page));
            case Counted _ -> decoded(decoder, file);
            case Uncounted(Undecodable why) -> throw undecodable(why);
        };
    }

    private GrayPicture decoded(PageDecoder decoder, SheetFile file) throws DraftRefused {
        return switch (decoder.decode(file, OptionalInt.of(page), Detail.FULL)) {
            case Decoded(GrayPicture picture) -> picture;
            case Undecodable why -> throw undecodable(why);
        };
    }

    private DraftRefused undecodable(Undecodable why) {
        return new DraftRefused("%s: %s".formatted(blank, why.message()));
    }

    private Written write(Drafted drafted) throws IOException {
        Files.createDirectories(folder);
        Path template = Files.writeString(folder.resolve(TEMPLATE), drafted.template());
        Path config = Files.writeString(folder.resolve(CONFIG), drafted.config());
        Path overlay = folder.resolve(OVERLAY);
        if (!ImageIO.write(drafted.overlay(), "png", overlay.toFile())) {
            throw new IOException("the overlay can't be written as PNG");
        }
        return new Written(List.of(template, config, overlay), drafted.found(), drafted.unsure());
    }
}
