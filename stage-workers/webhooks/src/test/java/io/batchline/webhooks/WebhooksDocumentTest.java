package io.batchline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.topic.Json;
import io.batchline.contract.webhook.WebhookEvent;
import io.batchline.contract.webhook.WebhookKind;
import io.batchline.contract.webhook.WebhookTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `infra/docs/webhooks.md` shows is compiled and run as it stands there.
class WebhooksDocumentTest {
    private static final Path DOCUMENT = Path.of("../../infra/docs/webhooks.md");
    private static final byte[] BODY = "{\"specversion\":\"1.0\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECRET =
            "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    private static String part(String language) throws IOException {
        var found =
                Pattern.compile("(?s)```%s\\n(.+?)```".formatted(language))
                        .matcher(Files.readString(DOCUMENT));
        assertThat(found.find()).as(language + " in " + DOCUMENT).isTrue();
        return found.group(1);
    }

    @Test
    void the_program_knows_our_signatures_from_others() throws Exception {
        Path source = Files.writeString(folder.resolve("Verify.java"), part("java"));
        assertThat(
                        ToolProvider.getSystemJavaCompiler()
                                .run(null, null, null, "-d", folder.toString(), source.toString()))
                .isZero();
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method isOurs =
                    loader.loadClass("Verify")
                            .getDeclaredMethod(
                                    "isOurs",
                                    String.class,
                                    String.class,
                                    String.class,
                                    String.class,
                                    byte[].class);
            isOurs.setAccessible(true);
            String secret = "whsec_" + Base64.getEncoder().encodeToString(SECRET);
            Instant now = Instant.now();
            String time = Long.toString(now.getEpochSecond());
            String one = Signature.of(List.of(SECRET), "b-1-started", now, BODY);
            String two = Signature.of(List.of(new byte[32], SECRET), "b-1-started", now, BODY);
            Instant old = now.minusSeconds(3600);
            String kept = Signature.of(List.of(SECRET), "b-1-started", old, BODY);

            assertThat(isOurs.invoke(null, secret, "b-1-started", time, one, BODY)).isEqualTo(true);
            assertThat(isOurs.invoke(null, secret, "b-1-started", time, two, BODY)).isEqualTo(true);
            assertThat(isOurs.invoke(null, secret, "b-2-started", time, one, BODY))
                    .isEqualTo(false);
            assertThat(isOurs.invoke(null, secret, "b-1-started", time, one, new byte[3]))
                    .isEqualTo(false);
            assertThat(
                            isOurs.invoke(
                                    null,
                                    secret,
                                    "b-1-started",
                                    Long.toString(old.getEpochSecond()),
                                    kept,
                                    BODY))
                    .isEqualTo(false);
        }
    }

    @Test
    void every_type_is_told_of_and_the_example_is_one_of_ours() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (WebhookKind kind : WebhookKind.values()) {
            assertThat(document).contains("| `%s` |".formatted(kind.type()));
        }
        assertThat(document).contains(WebhookTest.TYPE);
        var mapper = Json.mapper();
        var example = mapper.readTree(part("json"));
        var read =
                mapper.convertValue(
                        example,
                        mapper.getTypeFactory()
                                .constructParametricType(
                                        WebhookEvent.class,
                                        io.batchline.contract.webhook.BatchNews.class));
        assertThat(mapper.<com.fasterxml.jackson.databind.JsonNode>valueToTree(read))
                .isEqualTo(example);
    }
}
