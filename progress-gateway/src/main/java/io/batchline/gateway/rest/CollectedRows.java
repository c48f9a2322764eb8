package io.batchline.gateway.rest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.blob.BlobStore;
import io.batchline.contract.item.ResultLine;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.topic.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/// Reads pages of the rows that collect wrote, which are those of `results.csv`: one for each item
/// that stands for itself, and one for all items whose rows are parts of one thing.
final class CollectedRows {
    private final BlobStore blobs;
    private final JsonMapper mapper = Json.mapper();

    CollectedRows(BlobStore blobs) {
        this.blobs = blobs;
    }

    /// Where a page begins.
    ///
    /// @param after the index of the item that the page before ended with; -1 for the first page
    /// @param offset of the page's first line in the file, so that what is before it need not be
    ///   read again; 0 where that is not known
    /// @param file which the offset is of
    record Place(int after, long offset, String file) {
        static final Place FIRST = new Place(-1, 0, "");

        /// @throws RuntimeException when it is not what [#toString] gave
        static Place of(String text) {
            String[] parts = text.split(" ", -1);
            return parts.length == 1
                    ? new Place(Integer.parseInt(parts[0]), 0, "")
                    : new Place(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), parts[2]);
        }

        @Override
        public String toString() {
            return file.isEmpty() ? Integer.toString(after) : after + " " + offset + " " + file;
        }
    }

    /// @param line as collect wrote it
    /// @param offset of its first byte
    record Line(ResultLine line, long offset) {
        int index() {
            return line.itemIndex();
        }
    }

    boolean isKept(StageOutput file) throws IOException {
        return blobs.exists(file.blob());
    }

    /// Lines that have a row, from a place on.
    List<Line> lines(StageOutput file, Place from, int limit) {
        // Another generation has another file, in which the same item lies elsewhere.
        long offset = from.file().equals(file.blob().value()) ? from.offset() : 0;
        try (var channel = blobs.open(file.blob())) {
            InputStream bytes = bytes(channel, offset - 1);
            // A client may have made its place up.
            if (offset != 0 && bytes.read() != '\n') {
                offset = 0;
                bytes = bytes(channel, 0);
            }
            List<Line> lines = new ArrayList<>();
            byte[] text = nextLine(bytes);
            while (text.length > 0 && lines.size() < limit) {
                var line = new Line(mapper.readValue(text, ResultLine.class), offset);
                if (line.index() > from.after() && line.line().row() != null) {
                    lines.add(line);
                }
                offset += text.length;
                text = nextLine(bytes);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("blob %s can't be read".formatted(file.blob()), e);
        }
    }

    private static InputStream bytes(SeekableByteChannel channel, long from) throws IOException {
        channel.position(Math.clamp(from, 0, channel.size()));
        return new BufferedInputStream(Channels.newInputStream(channel));
    }

    /// With the byte that ends it; empty at the end.
    private static byte[] nextLine(InputStream bytes) throws IOException {
        var line = new ByteArrayOutputStream();
        int next = bytes.read();
        while (next >= 0) {
            line.write(next);
            if (next == '\n') {
                break;
            }
            next = bytes.read();
        }
        return line.toByteArray();
    }
}
