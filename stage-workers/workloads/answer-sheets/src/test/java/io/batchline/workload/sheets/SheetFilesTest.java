package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.workload.archive.ArchiveEntry;
import io.batchline.workload.archive.ArchiveIndex;
import io.batchline.workload.archive.ArchiveLimits;
import io.batchline.workload.archive.EntryCorrupt;
import io.batchline.workload.sheets.pages.PageDecoder;
import io.batchline.workload.sheets.pages.ScanFiles;
import io.batchline.workload.sheets.pages.ScanFiles.Embedding;
import io.batchline.workload.sheets.pages.SheetFile;
import io.batchline.workload.sheets.picture.Decoding;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Detail;
import io.batchline.workload.sheets.picture.PageCount;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.awt.image.BufferedImage;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files over the bound of memory, with bounds that make small ones large.
final class SheetFilesTest {
    private static final int LIMIT = 1 << 20;

    private final PageDecoder decoder = new PageDecoder(PixelLimit.DEFAULT, 10);
    private final List<BufferedImage> pages =
            List.of(BareSourcesTest.marked("ABC"), BareSourcesTest.marked("CAB"));

    @TempDir private Path folder;
    private FileSource zip = new FileSource(Path.of(""));

    @BeforeEach
    void write() throws Exception {
        zip =
                new SmallZip()
                        .with("a.pdf", ScanFiles.pdf(Embedding.LOSSLESS, pages))
                        .with("b.tif", ScanFiles.tiff("LZW", pages))
                        .with("c.png", ScanFiles.file(pages.getFirst(), "png"))
                        .at(folder.resolve("large.zip"));
    }

    @Test
    void pages_of_a_mapped_file_are_those_of_one_in_memory() throws Exception {
        SheetFiles mapping = new SheetFiles(LIMIT, 1);
        SheetFiles holding = new SheetFiles(LIMIT, LIMIT);
        for (String name : List.of("a.pdf", "b.tif", "c.png")) {
            SheetFile mapped = mapping.read(zip, sheet(name));
            assertThat(decoder.count(mapped))
                    .isEqualTo(new PageCount.Counted(name.equals("c.png") ? 1 : 2));
            assertThat(pixels(mapped)).isEqualTo(pixels(holding.read(zip, sheet(name))));
        }
    }

    @Test
    void a_mapped_file_is_unpacked_once_for_all_its_pages() throws Exception {
        SheetFiles files = new SheetFiles(LIMIT, 1);
        SheetFile first = files.read(zip, sheet("a.pdf"));
        files.read(zip, sheet("b.tif"));
        assertThat(files.read(zip, sheet("a.pdf").at(2))).isSameAs(first);
    }

    @Test
    void a_file_over_the_limit_is_refused_with_its_size_and_the_limit() throws Exception {
        SheetReference sheet = sheet("a.pdf");
        long size = Math.max(sheet.picture().size(), sheet.picture().compressedSize());
        assertThatThrownBy(() -> new SheetFiles(size - 1, 1).read(zip, sheet))
                .isInstanceOf(EntryCorrupt.class)
                .hasMessage(
                        "entry 'a.pdf' takes %d bytes, the limit is %d (rule entry_too_large)"
                                .formatted(size, size - 1));
    }

    private byte[] pixels(SheetFile file) {
        Decoding decoding = decoder.decode(file, OptionalInt.of(1), Detail.FULL);
        assertThat(decoding).isInstanceOf(Decoded.class);
        return ((Decoded) decoding).picture().pixels();
    }

    private SheetReference sheet(String name) throws Exception {
        try (SeekableByteChannel archive = zip.open()) {
            ArchiveEntry entry =
                    ArchiveIndex.read(archive, ArchiveLimits.DEFAULT).find(name).orElseThrow();
            return new SheetReference(entry, OptionalInt.empty(), Optional.empty());
        }
    }
}
