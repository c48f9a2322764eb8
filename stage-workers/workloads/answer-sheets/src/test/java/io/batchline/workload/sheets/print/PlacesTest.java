package io.batchline.workload.sheets.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Where things go on the paper.
class PlacesTest {
    private static final Area PAGE = Area.of(0, 0, 1050, 1485);

    @Test
    void a_page_that_keeps_clear_of_the_edge_covers_the_paper() {
        PaperFit fit = PaperFit.of(PAGE, Area.of(55, 55, 940, 1375), Paper.A4);
        assertThat(fit.scale()).isCloseTo(Paper.A4.width() / 1050, within(1e-9));
        assertThat(fit.x(0)).isCloseTo(0, within(0.01f));
        assertThat(fit.y(1485)).isCloseTo(0, within(0.3f));
    }

    @Test
    void a_page_of_other_proportions_is_scaled_evenly_and_centred() {
        PaperFit fit = PaperFit.of(PAGE, Area.of(60, 60, 930, 1365), Paper.LETTER);
        assertThat(fit.scale()).isCloseTo(Paper.LETTER.height() / 1485, within(1e-9));
        assertThat(fit.x(525)).isCloseTo((float) (Paper.LETTER.width() / 2), within(0.01f));
    }

    @Test
    void what_reaches_the_pages_edge_is_made_small_enough_to_be_printed() {
        PaperFit fit = PaperFit.of(PAGE, Area.of(-20, -20, 1090, 1525), Paper.A4);
        assertThat(fit.x(-20)).isGreaterThanOrEqualTo((float) PaperFit.EDGE - 0.01f);
        assertThat(fit.y(1505)).isGreaterThanOrEqualTo((float) PaperFit.EDGE - 0.01f);
        assertThat((double) fit.x(1070))
                .isLessThanOrEqualTo(Paper.A4.width() - PaperFit.EDGE + 0.01);
    }

    @Test
    void room_is_found_between_what_is_there() {
        // given: all but a strip in the middle, and a larger one at the bottom
        List<Area> occupied = List.of(Area.of(0, 0, 160, 40), Area.of(0, 60, 160, 20));

        // then: what fits whole is put as high as it can be
        assertThat(FreeSpace.on(Area.of(0, 0, 160, 160), occupied, 100, 15))
                .contains(new Area(0, 40, 160, 60));
        assertThat(FreeSpace.on(Area.of(0, 0, 160, 160), occupied, 100, 60))
                .contains(new Area(0, 80, 160, 160));
        assertThat(FreeSpace.on(Area.of(0, 0, 160, 160), List.of(Area.of(0, 0, 160, 160)), 10, 10))
                .isEmpty();
    }

    @Test
    void questions_are_called_by_their_number() {
        assertThat(Caption.text("q12")).isEqualTo("12");
        assertThat(Caption.text("roll3")).isEqualTo("3");
        assertThat(Caption.text("q5_1")).isEqualTo("q5_1");
        assertThat(Caption.text("Medium")).isEqualTo("Medium");
    }

    @Test
    void captions_stand_before_rows_above_columns_and_numbers_have_their_name() throws Exception {
        FormLayout layout =
                FormLayout.of(Form.of(TemplateText.read(TemplateText.whole())), Paper.A4);
        assertThat(layout.form().captions())
                .extracting(Caption::text, Caption::place)
                .containsExactly(
                        tuple("1", Caption.Place.ABOVE),
                        tuple("2", Caption.Place.ABOVE),
                        tuple("3", Caption.Place.ABOVE),
                        tuple("roll", Caption.Place.ABOVE),
                        tuple("1", Caption.Place.BESIDE),
                        tuple("2", Caption.Place.BESIDE),
                        tuple("3", Caption.Place.BESIDE),
                        tuple("4", Caption.Place.BESIDE),
                        tuple("Understood", Caption.Place.BESIDE));
        // The name before the last field must not lie over the fields to its left.
        Area beside = layout.form().captions().getLast().room();
        assertThat(beside.left()).isGreaterThan(160 + 3 * 40 + 24);
        assertThat(layout.form().captions())
                .noneMatch(caption -> caption.room().meets(layout.heading()));
    }

    @Test
    void a_caption_that_would_lie_over_bubbles_is_left_out_and_told() throws Exception {
        // given: digits right below the questions
        String template = TemplateText.whole().replace("[150, 300]", "[160, 945]");

        // when
        Form form = Form.of(TemplateText.read(template));

        // then
        assertThat(form.warnings())
                .containsExactly(
                        "no room for '1': not printed",
                        "no room for '2': not printed",
                        "no room for '3': not printed",
                        "no room for 'roll': not printed");
        assertThat(form.captions()).hasSize(5);
    }
}
