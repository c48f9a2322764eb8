package io.batchline.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A small OpenID Connect issuer on loopback: its documents, and tokens as good and as bad as a
/// test wants them.
public final class TestIssuer implements AutoCloseable {
    /// What its tokens are for.
    public static final String AUDIENCE = "batchline";

    private static final int KEY_BITS = 2048;

    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile RSAKey key;

    private TestIssuer(HttpServer server, RSAKey key) {
        this.server = server;
        this.key = key;
    }

    public static TestIssuer start() throws IOException, JOSEException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var issuer = new TestIssuer(server, newKey("first"));
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, issuer.discovery()));
        server.createContext("/keys", exchange -> answer(exchange, issuer.keys()));
        server.start();
        return issuer;
    }

    /// A key that the issuer may have, or somebody else.
    public static RSAKey newKey(String id) throws JOSEException {
        return new RSAKeyGenerator(KEY_BITS).keyID(id).generate();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The key that it signs with now.
    public RSAKey key() {
        return key;
    }

    /// From now on this key is the only one.
    public void rotateTo(RSAKey next) {
        key = next;
    }

    /// How often its keys were fetched.
    public int fetches() {
        return fetches.get();
    }

    /// A token for an operator, ann of the tenant `default`, changed as the test wants.
    public String token(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(key, key.getKeyID(), change);
    }

    /// The same, signed by whatever key under whatever key id.
    public String signed(RSAKey by, String keyId, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(),
                        change.apply(claims()).build());
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    /// Not signed at all, and its header says so.
    public String unsigned() {
        return new PlainJWT(claims().build()).serialize();
    }

    /// Signed by a MAC whose secret is the public key, for verifiers that believe the header.
    public String macOfPublicKey() throws JOSEException {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                        claims().build());
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(uri().toString())
                .audience(AUDIENCE)
                .subject("ann")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))))
                .claim("tenant", "default")
                .claim("batchline_role", "operator");
    }

    private String discovery() {
        return "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\"}".formatted(uri(), uri());
    }

    private String keys() {
        fetches.incrementAndGet();
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
