package io.batchline.workload.sheets.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.samples.sheets.BlankSheet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What no template is drafted from, and what is left alone.
class DraftJobTest {
    @TempDir private Path folder;

    @Test
    void a_template_that_is_there_is_not_replaced() throws Exception {
        Path blank = Files.write(folder.resolve("blank.jpg"), BlankSheet.jpeg(200));
        Files.writeString(folder.resolve("template.json"), "mine");
        assertThatThrownBy(() -> new DraftJob(blank, 1, folder).run())
                .isInstanceOf(DraftRefused.class)
                .hasMessageContaining("template.json is there already");
        assertThat(folder.resolve("template.json")).hasContent("mine");
    }

    @Test
    void what_is_no_picture_or_shows_no_bubbles_is_refused_by_name() throws Exception {
        Path text = Files.writeString(folder.resolve("note.jpg"), "a note");
        assertThatThrownBy(() -> new DraftJob(text, 1, folder.resolve("draft")).run())
                .isInstanceOf(DraftRefused.class)
                .hasMessageContaining("note.jpg: not a picture");
        assertThatThrownBy(
                        () -> new DraftJob(folder.resolve("no.png"), 1, folder.resolve("d")).run())
                .hasMessageContaining("no.png: there is no such file");
        Path blank = Files.write(folder.resolve("blank.jpg"), BlankSheet.jpeg(200));
        assertThatThrownBy(() -> new DraftJob(blank, 2, folder.resolve("draft")).run())
                .hasMessageContaining("blank.jpg: has 1 pages, there is no page 2");
        assertThat(SheetDraft.of(TestPages.white(1000, 1400)))
                .isInstanceOf(SheetDraft.NothingFound.class);
        assertThat(folder.resolve("draft")).doesNotExist();
    }
}
