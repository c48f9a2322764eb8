package io.batchline.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.cli.shell.NativeTerminal;
import io.batchline.cli.shell.Setting;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptUploadsTest {
    private static final KeptUpload.Of ANNS =
            new KeptUpload.Of("http://s", "default/ann", "/a.zip");
    private static final KeptUpload.Of BOBS =
            new KeptUpload.Of("http://s", "default/bob", "/a.zip");

    @TempDir private Path home;
    private KeptUploads kept;

    @BeforeEach
    void in_an_empty_home() {
        kept = new KeptUploads(setting());
    }

    @AfterEach
    void close() throws IOException {
        kept.close();
    }

    @Test
    void one_call_at_a_time_has_a_source() throws IOException {
        try (KeptUploads.Claim _ = kept.claim(ANNS).orElseThrow();
                KeptUploads other = new KeptUploads(setting())) {
            assertThat(kept.claim(ANNS)).isEmpty();
            assertThat(other.claim(ANNS)).isEmpty();
            other.claim(BOBS).orElseThrow().close();
        }
        kept.claim(ANNS).orElseThrow().close();
    }

    @Test
    void another_login_sees_and_touches_only_its_own() throws IOException {
        try (KeptUploads.Claim anns = kept.claim(ANNS).orElseThrow();
                KeptUploads.Claim bobs = kept.claim(BOBS).orElseThrow()) {
            anns.keep(upload(ANNS));
            assertThat(bobs.find()).isEmpty();
            bobs.keep(upload(BOBS));
            bobs.forget();

            assertThat(anns.find()).contains(upload(ANNS));
        }
    }

    @Test
    void what_is_older_than_a_week_is_forgotten() throws IOException {
        try (KeptUploads.Claim claim = kept.claim(ANNS).orElseThrow()) {
            claim.keep(upload(ANNS));
            Path file = files().getFirst();
            age(file, Duration.ofDays(6));
            assertThat(claim.find()).isPresent();

            age(file, Duration.ofDays(8));
            assertThat(claim.find()).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(".local/state/batchline/uploads"))) {
            return files.toList();
        }
    }

    private static KeptUpload upload(KeptUpload.Of of) {
        return new KeptUpload(
                of,
                "5 bytes of 7",
                JsonNodeFactory.instance.objectNode().put("workload", "rehearsal"),
                "key",
                new BatchId("b1"),
                null);
    }

    private Setting setting() {
        return new Setting(
                Map.of(),
                home,
                InputStream.nullInputStream(),
                System.out,
                System.err,
                new NativeTerminal());
    }
}
