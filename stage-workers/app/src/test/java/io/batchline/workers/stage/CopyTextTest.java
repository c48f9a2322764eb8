package io.batchline.workers.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class CopyTextTest {
    @Test
    void what_divides_and_escapes_is_escaped_and_nothing_is_null() {
        assertThat(CopyText.row(Arrays.asList("a\tb", null, "c\\N", "d\ne\r", "f\0", "")))
                .isEqualTo("a\\tb\t\\N\tc\\\\N\td\\ne\\r\tf\uFFFD\t\n");
    }
}
