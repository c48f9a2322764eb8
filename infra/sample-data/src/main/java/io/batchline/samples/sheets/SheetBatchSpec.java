package io.batchline.samples.sheets;

import java.util.Map;

/// What to generate. Two equal specifications give the same bytes.
///
/// @param count how many sheets, flawed ones included
/// @param dpi 200 or 300
/// @param sheetsPerClass how many sheets share a group, the last group excepted
/// @param evidence whether its template is for reading by evidence, with our own keys; else it is
///   OMRChecker's
/// @param flaws how many sheets get which flaw; which sheets those are follows from the seed
public record SheetBatchSpec(
        int count,
        long seed,
        int dpi,
        int sheetsPerClass,
        boolean evidence,
        Map<Flaw, Integer> flaws) {
    private static final int MAX_COUNT = 1_000_000;

    public SheetBatchSpec {
        flaws = Map.copyOf(flaws);
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "count is " + count + ", allowed is 1 to " + MAX_COUNT);
        }
        if (dpi != 200 && dpi != 300) {
            throw new IllegalArgumentException("dpi is " + dpi + ", allowed is 200 or 300");
        }
        if (sheetsPerClass < 1) {
            throw new IllegalArgumentException(
                    "sheetsPerClass is " + sheetsPerClass + ", allowed is 1 or more");
        }
        if (flaws.values().stream().anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException("flaws has a negative number: " + flaws);
        }
        int flawed = flaws.values().stream().mapToInt(Integer::intValue).sum();
        if (flawed > count) {
            throw new IllegalArgumentException(
                    "flaws asks for " + flawed + " of " + count + " sheets");
        }
    }

    /// Sheets at 200 dpi without flaws, 25 to a class.
    public static SheetBatchSpec of(int count, long seed) {
        return new SheetBatchSpec(count, seed, 200, 25, false, Map.of());
    }

    public SheetBatchSpec withDpi(int newDpi) {
        return new SheetBatchSpec(count, seed, newDpi, sheetsPerClass, evidence, flaws);
    }

    /// With a template for reading by evidence.
    public SheetBatchSpec withNativeTemplate() {
        return new SheetBatchSpec(count, seed, dpi, sheetsPerClass, true, flaws);
    }

    public SheetBatchSpec withSheetsPerClass(int sheets) {
        return new SheetBatchSpec(count, seed, dpi, sheets, evidence, flaws);
    }

    public SheetBatchSpec withFlaws(Map<Flaw, Integer> newFlaws) {
        return new SheetBatchSpec(count, seed, dpi, sheetsPerClass, evidence, newFlaws);
    }
}
