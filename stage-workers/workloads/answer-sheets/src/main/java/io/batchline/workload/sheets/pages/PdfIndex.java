package io.batchline.workload.sheets.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.InflaterInputStream;

/// The packed streams that a PDF is opened by: its table of objects, and streams of small objects.
/// PDFBox unpacks them, without a bound, before there is a page to look at, so they are looked for
/// in the file's bytes.
final class PdfIndex {
    /// Far above the table of a file of a million objects.
    private static final int LIMIT = 16 << 20;

    /// All of them together: a file that was changed often has many.
    private static final long TOTAL_LIMIT = 128L << 20;

    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);

    /// How far before its data a stream's dictionary begins, at most.
    private static final int DICTIONARY = 2048;

    private static final int BUFFER = 1 << 16;

    private PdfIndex() {}

    /// @throws PdfBounds.Exceeded when one unpacks to more than 16 MiB, or all to more than 128 MiB
    static void check(ByteBuffer file) throws PdfBounds.Exceeded {
        long total = 0;
        int at = next(file, 0);
        while (at >= 0) {
            int data = at + STREAM.length;
            if (file.get(at - 1) != 'd' && isIndex(file, at)) {
                long size = unpacked(file, afterBreak(file, data));
                total += size;
                if (size > LIMIT) {
                    throw exceeded("a stream of the PDF's objects unpacks", LIMIT);
                }
                if (total > TOTAL_LIMIT) {
                    throw exceeded("the streams of the PDF's objects unpack", TOTAL_LIMIT);
                }
            }
            at = next(file, data);
        }
    }

    private static PdfBounds.Exceeded exceeded(String what, long limit) {
        return new PdfBounds.Exceeded(
                "%s to more than the limit of %d bytes".formatted(what, limit));
    }

    private static int next(ByteBuffer file, int from) {
        for (int at = Math.max(1, from); at <= file.limit() - STREAM.length; at++) {
            if (file.get(at) == 's'
                    && file.get(at + 1) == 't'
                    && file.get(at + 2) == 'r'
                    && file.get(at + 3) == 'e'
                    && file.get(at + 4) == 'a'
                    && file.get(at + 5) == 'm') {
                return at;
            }
        }
        return -1;
    }

    private static boolean isIndex(ByteBuffer file, int at) {
        int from = Math.max(0, at - DICTIONARY);
        byte[] bytes = new byte[at - from];
        file.get(from, bytes);
        String before = new String(bytes, StandardCharsets.ISO_8859_1);
        String dictionary = before.substring(Math.max(0, before.lastIndexOf(" obj")));
        return dictionary.contains("/ObjStm") || dictionary.contains("/XRef");
    }

    private static int afterBreak(ByteBuffer file, int at) {
        int data = at;
        if (data < file.limit() && file.get(data) == '\r') {
            data++;
        }
        if (data < file.limit() && file.get(data) == '\n') {
            data++;
        }
        return data;
    }

    /// How much the data unpacks to; stops soon after the limit.
    private static long unpacked(ByteBuffer file, int data) {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (InputStream unpacked =
                new InflaterInputStream(new BufferInput(file.duplicate().position(data)))) {
            int more = unpacked.read(buffer);
            while (more >= 0 && size <= LIMIT) {
                size += more;
                more = unpacked.read(buffer);
            }
        } catch (IOException _) {
            // Not packed, or damaged from here on: PDFBox gets no further either.
            return size;
        }
        return size;
    }
}
