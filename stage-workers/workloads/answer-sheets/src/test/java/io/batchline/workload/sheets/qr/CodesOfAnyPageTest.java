package io.batchline.workload.sheets.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages of which nothing is known: not where a code is printed, nor what it says.
class CodesOfAnyPageTest {
    private static final String TEXT = "EXAM-2026|09-A|2600048320";

    @ParameterizedTest
    @CsvSource({
        "1654, 2339, 1300, 200, 200",
        "1654, 2339, 100, 2000, 200",
        "2480, 3508, 2000, 300, 280",
        "827, 1170, 600, 100, 120",
        "400, 300, 100, 50, 150",
        "3000, 2000, 1500, 900, 90",
    })
    void a_code_is_found_wherever_it_is(int width, int height, int left, int top, int side)
            throws Exception {
        assertThat(find(page(width, height, left, top, side)))
                .isEqualTo(new CodeSearch.Found(TEXT));
    }

    @Test
    void a_code_is_found_on_a_page_that_lies_on_its_side_or_its_head() throws Exception {
        // given
        GrayPicture page = page(1654, 2339, 1300, 200, 200);

        // then
        for (int turns = 0; turns < 4; turns++) {
            assertThat(find(page)).isEqualTo(new CodeSearch.Found(TEXT));
            page = turned(page);
        }
    }

    @Test
    void an_empty_page_has_no_code() {
        assertThat(find(white(1654, 2339))).isNotInstanceOf(CodeSearch.Found.class);
        assertThat(find(white(1, 1))).isNotInstanceOf(CodeSearch.Found.class);
        assertThat(find(white(3000, 1))).isNotInstanceOf(CodeSearch.Found.class);
    }

    @Test
    void a_code_that_is_damaged_beyond_repair_is_no_code() throws Exception {
        // given
        GrayPicture page = page(1654, 2339, 1300, 200, 200);
        for (int y = 250; y < 400; y++) {
            Arrays.fill(page.pixels(), y * 1654 + 1340, y * 1654 + 1480, (byte) 255);
        }

        // then
        assertThat(find(page)).isNotInstanceOf(CodeSearch.Found.class);
    }

    private static CodeSearch find(GrayPicture page) {
        return CodeFinder.find(page, Optional.empty(), _ -> true);
    }

    private static GrayPicture page(int width, int height, int left, int top, int side)
            throws Exception {
        GrayPicture page = white(width, height);
        BitMatrix code = new QRCodeWriter().encode(TEXT, BarcodeFormat.QR_CODE, side, side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (code.get(x, y)) {
                    page.pixels()[(top + y) * width + left + x] = 20;
                }
            }
        }
        return page;
    }

    private static GrayPicture white(int width, int height) {
        GrayPicture page = GrayPicture.black(width, height);
        Arrays.fill(page.pixels(), (byte) 245);
        return page;
    }

    private static GrayPicture turned(GrayPicture page) {
        GrayPicture result =
                GrayPicture.black(/* width= */ page.height(), /* height= */ page.width());
        for (int y = 0; y < page.height(); y++) {
            for (int x = 0; x < page.width(); x++) {
                result.pixels()[x * result.width() + page.height() - 1 - y] = (byte) page.at(x, y);
            }
        }
        return result;
    }
}
