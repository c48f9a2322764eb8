package io.batchline.workload.sheets.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UprightCodeTest {
    @ParameterizedTest
    @CsvSource({
        "0, true",
        "-35, true",
        "35, true",
        "90, false",
        "-90, false",
        "180, false",
        "150, false"
    })
    void a_code_is_upright_by_an_eighth_of_a_turn_more_or_less(double angle, boolean upright) {
        assertThat(UprightCode.isIn(code("8A|1042", angle).picture())).isEqualTo(upright);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 180})
    void a_code_that_cannot_be_read_tells_too(int angle) {
        PrintedPage damaged = code("8A|1042", angle).patch(280, 280, 60, PrintedPage.PAPER);
        assertThat(UprightCode.isIn(damaged.picture())).isEqualTo(angle == 0);
    }

    @Test
    void no_code_is_not_upright() {
        assertThat(UprightCode.isIn(PrintedPage.form(100).picture())).isFalse();
        assertThat(UprightCode.isIn(PrintedPage.blank(300, 300).picture())).isFalse();
    }

    private static PrintedPage code(String text, double angle) {
        return PrintedPage.blank(480, 480).qr(text, ErrorCorrectionLevel.M, 240, 240, 12, angle);
    }
}
