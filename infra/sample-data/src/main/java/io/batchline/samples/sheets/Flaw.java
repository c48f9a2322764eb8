package io.batchline.samples.sheets;

/// What can be wrong with a sheet on purpose.
public enum Flaw {
    /// The file begins like a JPEG and goes on as noise.
    CORRUPT_JPEG(true),
    /// A text file whose name ends in `.jpg`.
    TEXT_AS_JPEG(true),
    /// The corner squares were not printed.
    NO_MARKERS(true),
    /// The QR code was not printed: the sheet can be read and belongs to no group.
    NO_QR(false),
    /// Second, paler marks lie beside those of three questions: a person should be asked of one of
    /// them at least. The truth is what was meant, the darker ones.
    SECOND_MARK(false);

    private final boolean fatal;

    Flaw(boolean fatal) {
        this.fatal = fatal;
    }

    /// Whether such a sheet cannot be read at all, so that it has no row in the truth.
    public boolean fatal() {
        return fatal;
    }
}
