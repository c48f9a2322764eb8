package io.batchline.workload.sheets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.measure.PrintCentre.Shift;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrintCentreTest {
    private static final Offset<Double> HALF_A_POINT = Offset.offset(0.51);

    @ParameterizedTest
    @CsvSource({"2.5, -3", "-1.5, 0", "0, 3.5"})
    void a_ring_off_the_middle_is_found(double right, double down) {
        Shift shift = PrintCentre.of(ring(right, down, 120));
        assertThat(shift.column()).isCloseTo(right, HALF_A_POINT);
        assertThat(shift.row()).isCloseTo(down, HALF_A_POINT);
    }

    @Test
    void a_ring_in_the_middle_stays() {
        assertThat(PrintCentre.of(ring(0, 0, 120))).isSameAs(Shift.NONE);
    }

    @Test
    void where_nothing_is_printed_nothing_moves() {
        assertThat(PrintCentre.of(ring(2, 2, 0))).isSameAs(Shift.NONE);
    }

    private static double[] ring(double right, double down, double depth) {
        double[] mean = new double[PatchGrid.AREA];
        double middle = (PatchGrid.SIDE - 1) / 2.0;
        for (int y = 0; y < PatchGrid.SIDE; y++) {
            for (int x = 0; x < PatchGrid.SIDE; x++) {
                double far = Math.hypot(x - middle - right, y - middle - down);
                mean[y * PatchGrid.SIDE + x] = 2 + depth * Math.max(0, 1 - Math.abs(far - 5.5));
            }
        }
        return mean;
    }
}
