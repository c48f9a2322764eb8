package io.batchline.http.openid;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Fetches the issuer's public keys, from where its discovery document says
/// (https://openid.net/specs/openid-connect-discovery-1_0.html). Every fetch reads the document
/// anew: an issuer may move its keys. Follows no redirects. Safe for any thread.
final class IssuerKeys implements JWKSetSource<SecurityContext> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LARGEST_DOCUMENT = 1 << 20;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final URI issuer;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    private volatile boolean isAway;

    IssuerKeys(URI issuer) {
        this.issuer = issuer;
    }

    @Override
    public JWKSet getJWKSet(
            JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
            throws KeySourceException {
        isAway = true;
        String document = fetch(discovery());
        try {
            JWKSet keys = JWKSet.parse(fetch(keysOf(document)));
            isAway = false;
            return keys;
        } catch (ParseException e) {
            throw new JWKSetParseException("the issuer's keys are no JWK set", e);
        }
    }

    /// Whether the last fetch has failed, or is under way.
    boolean isAway() {
        return isAway;
    }

    private URI discovery() {
        String base = issuer.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + DISCOVERY);
    }

    private URI keysOf(String document) throws KeySourceException {
        try {
            var fields = JSONObjectUtils.parse(document);
            if (!issuer.toString().equals(JSONObjectUtils.getString(fields, "issuer"))) {
                throw new JWKSetRetrievalException(
                        "the discovery document is of another issuer than " + issuer, null);
            }
            URI keys = URI.create(String.valueOf(JSONObjectUtils.getString(fields, "jwks_uri")));
            if (!OpenIdConfig.isTrustworthy(keys)) {
                throw new JWKSetRetrievalException(
                        "the issuer's jwks_uri is neither https nor on loopback", null);
            }
            return keys;
        } catch (ParseException | IllegalArgumentException e) {
            throw new JWKSetParseException("the discovery document can't be read", e);
        }
    }

    private String fetch(URI address) throws KeySourceException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Accept", "application/json")
                        .build();
        try {
            HttpResponse<String> answer =
                    http.send(
                            request,
                            BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_DOCUMENT));
            if (answer.statusCode() != 200) {
                throw new JWKSetRetrievalException(
                        "%s answers %d".formatted(address, answer.statusCode()), null);
            }
            return answer.body();
        } catch (IOException e) {
            throw new JWKSetRetrievalException(address + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JWKSetRetrievalException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
