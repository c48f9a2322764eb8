package io.batchline.samples.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetBatchTest {
    private static final SheetBatchSpec FLAWED =
            SheetBatchSpec.of(9, 11)
                    .withSheetsPerClass(2)
                    .withFlaws(
                            Map.of(
                                    Flaw.CORRUPT_JPEG, 1,
                                    Flaw.TEXT_AS_JPEG, 1,
                                    Flaw.NO_MARKERS, 1,
                                    Flaw.NO_QR, 1));

    @TempDir private static Path shared;
    private static SheetBatch flawed;

    @TempDir Path folder;

    @BeforeAll
    static void generate() throws Exception {
        flawed = SheetBatch.generate(FLAWED, shared.resolve("flawed.zip"), _ -> {});
    }

    @Test
    void the_same_seed_gives_the_same_bytes_in_every_time_zone() throws Exception {
        // given
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

        // when
        SheetBatch second;
        try {
            second = generate(FLAWED, "again.zip");
        } finally {
            TimeZone.setDefault(zone);
        }

        // then
        assertThat(second.zip()).hasSameBinaryContentAs(flawed.zip());
        assertThat(second.truth()).hasSameBinaryContentAs(flawed.truth());
        assertThat(second.failures()).hasSameBinaryContentAs(flawed.failures());
    }

    @Test
    void the_bytes_are_those_that_other_machines_made() throws Exception {
        // when
        SheetBatch batch = generate(SheetBatchSpec.of(3, 42), "batch.zip");

        // then
        assertThat(sha256(batch.zip()))
                .isEqualTo("90d85db9465886db4ff819b7b57d453b842100fa74aab7b47c469a14746e66e8");
        assertThat(sha256(batch.truth()))
                .isEqualTo("f9c347ec2d5de2857e3edc00aa7b088797264f944549017e07d9f1545f67684d");
    }

    @Test
    void another_seed_gives_other_sheets() throws Exception {
        assertThat(generate(SheetBatchSpec.of(1, 1), "one.zip").truth())
                .content()
                .isNotEqualTo(
                        Files.readString(generate(SheetBatchSpec.of(1, 2), "two.zip").truth()));
    }

    @Test
    void a_sheet_is_a_grey_a4_jpeg_at_the_resolution_asked_for() throws Exception {
        // given
        SheetBatch batch = generate(SheetBatchSpec.of(1, 5).withDpi(300), "batch.zip");

        // when
        byte[] jpeg = entry(batch.zip(), "scans/sheet-00001.jpg");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));

        // then
        assertThat(picture.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(picture.getWidth()).isEqualTo(2480);
        assertThat(picture.getHeight()).isEqualTo(3508);
        assertThat(jpeg[13]).as("unit of density: per inch").isEqualTo((byte) 1);
        assertThat(((jpeg[14] & 0xFF) << 8) | (jpeg[15] & 0xFF)).isEqualTo(300);
    }

    @Test
    void the_qr_code_on_a_sheet_is_that_of_the_truth() throws Exception {
        // given
        SheetBatch batch = generate(SheetBatchSpec.of(1, 6), "batch.zip");
        CSVRecord truth = records(batch.truth()).getFirst();

        // when
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(entry(batch.zip(), truth.get("file"))));

        // then
        assertThat(qr(picture))
                .isEqualTo(truth.get("qr_text"))
                .startsWith(truth.get("group") + "|");
    }

    @Test
    void flawed_sheets_are_listed_apart_from_the_truth() throws Exception {
        assertThat(records(flawed.failures()))
                .extracting(row -> row.get("flaw"))
                .containsExactlyInAnyOrder("CORRUPT_JPEG", "TEXT_AS_JPEG", "NO_MARKERS");
        assertThat(records(flawed.truth())).hasSize(6);
        assertThat(records(flawed.truth()))
                .filteredOn(row -> row.get("qr_text").isEmpty())
                .hasSize(1);
    }

    @Test
    void progress_counts_every_sheet_once_and_in_order() throws Exception {
        // given
        List<Integer> told = new ArrayList<>();

        // when
        SheetBatch.generate(SheetBatchSpec.of(3, 1), folder.resolve("batch.zip"), told::add);

        // then
        assertThat(told).containsExactly(1, 2, 3);
    }

    @Test
    void groups_have_the_size_asked_for_and_rolls_are_unique() throws Exception {
        // when
        List<CSVRecord> truth =
                records(
                        generate(SheetBatchSpec.of(6, 3).withSheetsPerClass(3), "batch.zip")
                                .truth());

        // then
        assertThat(truth).extracting(row -> row.get("roll")).doesNotHaveDuplicates();
        for (String group : List.of("09-A", "09-B")) {
            assertThat(truth)
                    .filteredOn(row -> row.get("group").equals("EXAM-2026|" + group))
                    .hasSize(3);
        }
    }

    @Test
    void an_impossible_specification_is_refused_with_what_is_allowed() {
        assertThatThrownBy(() -> SheetBatchSpec.of(0, 1))
                .hasMessage("count is 0, allowed is 1 to 1000000");
        assertThatThrownBy(() -> SheetBatchSpec.of(1, 1).withDpi(150))
                .hasMessage("dpi is 150, allowed is 200 or 300");
        assertThatThrownBy(() -> SheetBatchSpec.of(1, 1).withFlaws(Map.of(Flaw.NO_QR, 2)))
                .hasMessage("flaws asks for 2 of 1 sheets");
    }

    private SheetBatch generate(SheetBatchSpec spec, String name)
            throws IOException, InterruptedException {
        return SheetBatch.generate(spec, folder.resolve(name), _ -> {});
    }

    private static byte[] entry(Path zip, String name) throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile());
                var in = archive.getInputStream(archive.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static List<CSVRecord> records(Path csv) throws IOException {
        try (var parser =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(Files.newBufferedReader(csv))) {
            return parser.getRecords();
        }
    }

    private static String qr(BufferedImage picture) throws Exception {
        int[] argb =
                picture.getRGB(
                        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        var source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), argb);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
