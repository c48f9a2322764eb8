package io.batchline.workload.sheets.pages;

import java.nio.ByteBuffer;

/// A file that holds sheets: its bytes in memory, or mapped into it where they are many. Safe to
/// use from many threads.
public final class SheetFile {
    private final ByteBuffer bytes;

    /// What a file's index unpacks to is found out once, not for each page.
    private volatile boolean indexIsBounded;

    private SheetFile(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    public static SheetFile of(byte[] bytes) {
        return new SheetFile(ByteBuffer.wrap(bytes));
    }

    /// @param bytes of the whole file, from 0 to its limit; not to be changed any more
    public static SheetFile mapped(ByteBuffer bytes) {
        return new SheetFile(bytes);
    }

    /// The bytes with a position of one's own, from 0 to the limit.
    ByteBuffer bytes() {
        return bytes.duplicate().rewind();
    }

    /// @throws PdfBounds.Exceeded when what the file is opened by, as a PDF, unpacks too far
    void requireBoundedIndex() throws PdfBounds.Exceeded {
        if (!indexIsBounded) {
            PdfIndex.check(bytes());
            indexIsBounded = true;
        }
    }
}
