package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WebhooksIT extends OnServer {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir private Path home;

    @Test
    void an_endpoint_comes_is_tried_changes_and_goes() throws Exception {
        Shell admin = shell(home);
        HttpServer receiver =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(204, -1);
                    }
                });
        receiver.start();
        try {
            String url = "http://127.0.0.1:%d/hook".formatted(receiver.getAddress().getPort());
            assertThat(
                            admin.run(
                                    "webhooks",
                                    "add",
                                    url,
                                    "--events",
                                    "completed,failed",
                                    "--description",
                                    "ours"))
                    .isZero();
            String secret = admin.out().strip();
            assertThat(secret).startsWith("whsec_").doesNotContain("\n");
            String id = admin.err().strip().replaceFirst("Webhook (\\S+); .*", "$1");

            assertThat(admin.run("webhooks", "list")).isZero();
            assertThat(admin.out())
                    .containsPattern(id + " +enabled +completed,failed +" + url + " +ours")
                    .doesNotContain(secret);
            assertThat(admin.run("webhooks", "show", id)).isZero();
            assertThat(admin.out()).contains("completed,failed", "by admin");

            assertThat(admin.run("webhooks", "test", id, "--json")).isZero();
            String delivery = objects(admin.out()).getFirst().path("delivery_id").asText();
            await("it is delivered")
                    .atMost(SOON)
                    .until(() -> delivered(admin, id).equals("delivered"));
            assertThat(admin.run("webhooks", "deliveries", "--state", "delivered")).isZero();
            assertThat(admin.out()).containsPattern(delivery + " .* delivered +1 +204 ");
            assertThat(admin.run("webhooks", "attempts", delivery)).isZero();
            assertThat(admin.out()).containsPattern("\n1 .* 204");
            assertThat(admin.run("webhooks", "replay", delivery)).isZero();
            assertThat(admin.out()).isEqualTo(delivery + ": waiting\n");

            assertThat(admin.run("webhooks", "rotate", id)).isZero();
            assertThat(admin.out().strip()).startsWith("whsec_").isNotEqualTo(secret);
            assertThat(admin.run("webhooks", "change", id, "--disable")).isZero();
            assertThat(admin.out()).contains("disabled since", "told of completed,failed");
            assertThat(admin.run("webhooks", "remove", id)).isZero();
            assertThat(admin.run("webhooks", "show", id)).isEqualTo(1);
            assertThat(admin.err()).contains("404");
        } finally {
            receiver.stop(0);
        }
    }

    private String delivered(Shell admin, String webhook) {
        admin.run("webhooks", "deliveries", "--webhook", webhook, "--json");
        return objects(admin.out()).getFirst().path("state").asText();
    }

    @Test
    void what_makes_no_sense_is_refused_before_or_by_the_server() {
        Shell admin = shell(home);

        assertThat(admin.run("webhooks", "change", "x")).isEqualTo(2);
        assertThat(admin.run("webhooks", "change", "x", "--enable", "--disable")).isEqualTo(2);
        assertThat(admin.run("webhooks", "rotate")).isEqualTo(2);
        assertThat(admin.run("webhooks", "rotate", "x", "--of-batches")).isEqualTo(2);
        assertThat(admin.run("webhooks", "deliveries", "--limit", "0")).isEqualTo(2);
        assertThat(admin.run("webhooks", "add", "ftp://a.example", "--events", "lost"))
                .isEqualTo(1);
        assertThat(admin.err()).contains("422").contains("  url ").contains("  events ");
        assertThat(admin.run("webhooks", "rotate", "--of-batches")).isZero();
        assertThat(admin.out()).startsWith("whsec_");
    }

    @Test
    void tenants_come_and_keep_their_things_as_long_as_they_say() {
        Shell admin = shell(home);
        assertThat(
                        admin.reading("correct horse battery")
                                .run(
                                        "tenants",
                                        "add",
                                        "north",
                                        "--admin",
                                        "nell@north",
                                        "--password-stdin"))
                .isZero();
        assertThat(admin.out()).isEqualTo("north: added, with nell@north as its administrator\n");
        assertThat(admin.run("tenants", "list")).isZero();
        assertThat(admin.out()).contains("\nnorth\n");

        assertThat(admin.run("tenants", "keep", "north", "--sources", "30")).isZero();
        assertThat(admin.out()).startsWith("north, days: sources 30, results 365, history ");
        assertThat(admin.run("tenants", "keep", "north", "--sources", "usual", "--json")).isZero();
        JsonNode kept = objects(admin.out()).getFirst();
        assertThat(kept.path("keep_sources_days").asInt()).isEqualTo(90);
        assertThat(admin.run("tenants", "keep")).isZero();
        assertThat(admin.out()).startsWith("default, days: ");
        assertThat(admin.run("tenants", "keep", "--audit", "1")).isEqualTo(1);
        assertThat(admin.err()).contains("422").contains("keep_audit_days");
        assertThat(admin.run("tenants", "keep", "--audit", "long")).isEqualTo(2);
    }
}
