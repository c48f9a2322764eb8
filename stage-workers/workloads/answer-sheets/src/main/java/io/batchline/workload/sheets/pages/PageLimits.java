package io.batchline.workload.sheets.pages;

/// How many pages there may be.
///
/// @param perFile pages of one TIFF or PDF
/// @param perBatch sheets of a source, all its files together
public record PageLimits(int perFile, int perBatch) {
    /// 5,000 pages a file, 100,000 sheets a batch.
    public static final PageLimits DEFAULT = new PageLimits(5_000, 100_000);

    public PageLimits {
        if (perFile < 1 || perBatch < 1) {
            throw new IllegalArgumentException(
                    "the limits of pages are %d a file and %d a batch: each takes 1 or more"
                            .formatted(perFile, perBatch));
        }
    }
}
