package io.batchline.workload.sheets.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.jpeg.TurboLibrary.Absent;
import org.junit.jupiter.api.Test;

final class TurboLibraryTest {
    @Test
    void it_can_be_switched_off() {
        assertThat(TurboLibrary.find("off")).isEqualTo(new Absent("it is off", false));
    }

    @Test
    void a_named_library_that_is_not_there_is_told_of() {
        assertThat(TurboLibrary.find("/nowhere/libturbojpeg.so.0"))
                .isEqualTo(new Absent("there is no library '/nowhere/libturbojpeg.so.0'", true));
    }
}
