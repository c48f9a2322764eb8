package io.batchline.workload.sheets.pages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.InflaterInputStream;

/// The packed streams that a PDF is opened by: its table of objects, and streams of small objects.
/// PDFBox unpacks them, without a bound, before there is a page to look at, so they are looked for
/// in the file's bytes.
final class PdfIndex {
    /// Far above the table of a file of a million objects.
    private static final int LIMIT = 16 << 20;

    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);

    /// How far before its data a stream's dictionary begins, at most.
    private static final int DICTIONARY = 2048;

    private static final int BUFFER = 1 << 16;

    private PdfIndex() {}

    /// @throws PdfBounds.Exceeded when one unpacks to more than 16 MiB
    static void check(byte[] file) throws PdfBounds.Exceeded {
        int at = next(file, 0);
        while (at >= 0) {
            int data = at + STREAM.length;
            if (file[at - 1] != 'd'
                    && isIndex(file, at)
                    && unpacksTooFar(file, afterBreak(file, data))) {
                throw new PdfBounds.Exceeded(
                        "a stream of the PDF's objects unpacks to more than the limit of %d bytes"
                                .formatted(LIMIT));
            }
            at = next(file, data);
        }
    }

    private static int next(byte[] file, int from) {
        for (int at = Math.max(1, from); at <= file.length - STREAM.length; at++) {
            if (file[at] == 's'
                    && file[at + 1] == 't'
                    && file[at + 2] == 'r'
                    && file[at + 3] == 'e'
                    && file[at + 4] == 'a'
                    && file[at + 5] == 'm') {
                return at;
            }
        }
        return -1;
    }

    private static boolean isIndex(byte[] file, int at) {
        int from = Math.max(0, at - DICTIONARY);
        String before = new String(file, from, at - from, StandardCharsets.ISO_8859_1);
        String dictionary = before.substring(Math.max(0, before.lastIndexOf(" obj")));
        return dictionary.contains("/ObjStm") || dictionary.contains("/XRef");
    }

    private static int afterBreak(byte[] file, int at) {
        int data = at;
        if (data < file.length && file[data] == '\r') {
            data++;
        }
        if (data < file.length && file[data] == '\n') {
            data++;
        }
        return data;
    }

    private static boolean unpacksTooFar(byte[] file, int data) {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (InputStream unpacked =
                new InflaterInputStream(new ByteArrayInputStream(file, data, file.length - data))) {
            int more = unpacked.read(buffer);
            while (more >= 0 && size <= LIMIT) {
                size += more;
                more = unpacked.read(buffer);
            }
        } catch (IOException _) {
            // Not packed, or damaged from here on: PDFBox gets no further either.
            return size > LIMIT;
        }
        return size > LIMIT;
    }
}
