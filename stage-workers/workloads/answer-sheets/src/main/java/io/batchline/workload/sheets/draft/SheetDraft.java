package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.GrayPicture;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What came of looking for a template in a picture.
sealed interface SheetDraft {

    /// A first template, for a person to check.
    ///
    /// @param template the file `template.json`
    /// @param config the file `config.json`
    /// @param overlay the page with everything that was found drawn over it
    /// @param found sentences, one per thing found
    /// @param unsure sentences about what is guessed; empty where nothing is
    record Drafted(
            String template,
            String config,
            BufferedImage overlay,
            List<String> found,
            List<String> unsure)
            implements SheetDraft {
        public Drafted {
            found = List.copyOf(found);
            unsure = List.copyOf(unsure);
        }
    }

    /// There is no block of bubbles.
    ///
    /// @param message what was looked for, for people
    record NothingFound(String message) implements SheetDraft {}

    /// Looks for bubbles, markers and a code on an upright sheet.
    ///
    /// @param picture at 100 dpi or more; stays as it was
    static SheetDraft of(GrayPicture picture) {
        PageSearch page = PageSearch.of(picture);
        List<BubbleGrid> grids = page.bubbles().grids();
        if (grids.isEmpty()) {
            return new NothingFound(
                    "no bubbles were found: looked for at least three closed circles, ellipses or"
                            + " boxes of one size, at least 8 pixels wide, in rows or columns of"
                            + " equal steps, and at most 5,000 of them; a sharper or larger picture may help");
        }
        LetterShapes letters = LetterShapes.load();
        ChoiceOrder order = new ChoiceOrder(Evening.of(page.page()), new LetterMatch(letters));
        List<DraftBlock> blocks =
                Naming.of(
                        grids.stream().map(grid -> new Naming.Read(grid, order.of(grid))).toList());
        DraftJson json = new DraftJson(page, blocks);
        return new Drafted(
                json.template(),
                json.config(),
                Overlay.of(page, blocks, letters),
                found(page, blocks),
                unsure(page, blocks));
    }

    private static List<String> found(PageSearch page, List<DraftBlock> blocks) {
        List<String> found = new ArrayList<>();
        found.add("page of %d x %d".formatted(page.page().width(), page.page().height()));
        page.markers()
                .ifPresent(markers ->
                        found.add(
                                "4 markers in the corners, squares of %.0f"
                                        .formatted(markers.side())));
        page.code()
                .ifPresent(code ->
                        found.add(
                                "a QR code at %.0f, %.0f, %.0f wide%s"
                                        .formatted(
                                                code.left(),
                                                code.top(),
                                                code.side(),
                                                code.text().isEmpty() ? "" : ": " + code.text())));
        blocks.forEach(block -> found.add(block.found()));
        return found;
    }

    private static List<String> unsure(PageSearch page, List<DraftBlock> blocks) {
        List<String> unsure = new ArrayList<>(page.unsure());
        if (page.code().isEmpty()) {
            unsure.add("no QR code: where one is to be printed, add qr.box");
        }
        if (!page.bubbles().loose().isEmpty()) {
            unsure.add(
                    "%d outlines as large as bubbles lie in no block (red in the overlay)"
                            .formatted(page.bubbles().loose().size()));
        }
        // One sentence for all blocks that it is true of.
        SequencedMap<String, List<String>> names = new LinkedHashMap<>();
        for (DraftBlock block : blocks) {
            block.unsure()
                    .forEach(sentence ->
                            names.computeIfAbsent(sentence, _ -> new ArrayList<>())
                                    .add(block.name()));
        }
        names.forEach((sentence, of) -> unsure.add(String.join(", ", of) + ": " + sentence));
        return unsure;
    }
}
