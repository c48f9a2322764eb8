package io.batchline.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.TenantId;
import io.batchline.http.HttpConfig;
import io.batchline.http.HttpServer;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Routes;
import io.batchline.http.identity.Authenticator.Admission;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Caller.Credential;
import io.batchline.http.identity.Role;
import io.batchline.http.openid.OpenIdConfig;
import io.batchline.http.openid.OpenIdTokens;
import io.batchline.testkit.TestIssuer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A stream of one whom an issuer vouches for, while nobody can ask that issuer.
@Timeout(60)
final class AwayIssuerTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Test
    void it_goes_on_until_its_token_ends() throws Exception {
        String token;
        OpenIdTokens tokens;
        try (TestIssuer issuer = TestIssuer.start()) {
            token = issuer.token(claims -> claims);
            tokens = new OpenIdTokens(config(issuer), clock);
        }
        try (var streams =
                        new Streams(
                                new Rights(viewer -> tokens.find(viewer.secret()).isPresent()));
                HttpServer server =
                        HttpServer.start(HttpConfig.onLoopback(0), List.of(route(streams, token)));
                BufferedReader stream = open(server)) {
            assertThat(stream.readLine()).isEqualTo("begun");
            // More often than an issuer that does not answer is asked for its keys.
            for (int i = 0; i < 5; i++) {
                streams.endUnadmitted();
                lines.put("line " + i);
                assertThat(stream.readLine()).isEqualTo("line " + i);
            }

            now.updateAndGet(time -> time.plus(Duration.ofMinutes(11)));
            streams.endUnadmitted();

            assertThat(stream.readLine()).isNull();
        }
    }

    private static OpenIdConfig config(TestIssuer issuer) {
        return OpenIdConfig.of(
                        Map.of(
                                OpenIdConfig.ISSUER,
                                issuer.uri().toString(),
                                "BATCHLINE_OIDC_AUDIENCE",
                                TestIssuer.AUDIENCE))
                .orElseThrow();
    }

    private Routes route(Streams streams, String token) {
        var ann = new Caller("ann", TenantId.DEFAULT, Role.OPERATOR, Credential.ISSUER);
        var admission = new Admission(ann, token, null, true);
        return api ->
                api.add(
                        Operation.get("/stream", "stream", Permission.NONE, "A test"),
                        ctx -> streams.serve(ctx, admission, this::write));
    }

    private void write(OutputStream out) throws IOException, InterruptedException {
        for (String line = "begun"; ; line = lines.take()) {
            out.write((line + "\n").getBytes(UTF_8));
            out.flush();
        }
    }

    private static BufferedReader open(HttpServer server) throws IOException {
        URI address = URI.create("http://127.0.0.1:%d/stream".formatted(server.port()));
        return new BufferedReader(new InputStreamReader(address.toURL().openStream(), UTF_8));
    }
}
