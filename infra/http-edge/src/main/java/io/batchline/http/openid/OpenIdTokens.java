package io.batchline.http.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.batchline.http.Problem;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Tokens;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tokens of the issuer: JWTs (RFC 7519, RFC 9068) that are signed by one of its keys, are for us,
/// and are valid now. Only asymmetric signatures count, whatever a token's header says, so neither
/// `none` nor a MAC by the public key lets anybody in; keys that a token brings along are not
/// looked at.
///
/// The keys are kept for minutes. A token by a key that is not among them has them fetched anew, at
/// most twice in half a minute, so that a rotated key is taken at once and made-up ones cost the
/// issuer nothing.
///
/// Of an issuer that is away longer than its keys are used, nobody can say whether a token is one
/// of its: that is a problem and no refusal. What has expired is refused all the same, whoever
/// signed it.
public final class OpenIdTokens implements Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdTokens.class);
    private static final Set<JWSAlgorithm> TAKEN =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);
    private static final Duration KEYS_KEPT = Duration.ofMinutes(10);
    private static final Duration FETCH_WITHIN = Duration.ofSeconds(15);
    private static final Duration FETCHES_APART = Duration.ofSeconds(30);

    /// For this long keys are used that could not be fetched anew.
    private static final Duration OUTAGE = Duration.ofHours(1);

    private static final int SKEW_SECONDS = 30;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Claims claims;
    private final IssuerKeys issuer;
    private final Clock clock;

    public OpenIdTokens(OpenIdConfig config, Clock clock) {
        this(config, clock, FETCHES_APART);
    }

    /// @param fetchesApart two fetches of keys are allowed in that time
    OpenIdTokens(OpenIdConfig config, Clock clock, Duration fetchesApart) {
        this.claims = new Claims(config);
        this.clock = clock;
        this.issuer = new IssuerKeys(config.issuer());
        var keys =
                JWKSourceBuilder.create(issuer)
                        .cache(KEYS_KEPT.toMillis(), FETCH_WITHIN.toMillis())
                        .refreshAheadCache(false)
                        .rateLimited(fetchesApart.toMillis())
                        .outageTolerant(OUTAGE.toMillis())
                        .build();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(TAKEN, keys));
        processor.setJWTClaimsSetVerifier(verifier(config, clock));
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> verifier(
            OpenIdConfig config, Clock clock) {
        var verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        config.audience(),
                        new JWTClaimsSet.Builder().issuer(config.issuer().toString()).build(),
                        Set.of("exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(SKEW_SECONDS);
        return verifier;
    }

    @Override
    public Optional<Caller> find(String token) {
        try {
            return Optional.of(claims.caller(processor.process(token, null)));
        } catch (ParseException | BadJOSEException _) {
            return Optional.empty();
        } catch (RateLimitReachedException e) {
            // Where keys were fetched a moment ago, none of them signed this.
            return issuer.isAway() ? unlessExpired(token, e) : Optional.empty();
        } catch (KeySourceException e) {
            return unlessExpired(token, e);
        } catch (JOSEException _) {
            // A signature that is not even one of its algorithm.
            return Optional.empty();
        }
    }

    /// @throws Problem 503 for a token that may be good
    private Optional<Caller> unlessExpired(String token, KeySourceException why) {
        if (hasExpired(token)) {
            return Optional.empty();
        }
        throw issuerIsAway(why);
    }

    /// By what it says itself, which nobody vouches for: enough to refuse it.
    private boolean hasExpired(String token) {
        try {
            Date expires = SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime();
            return expires == null
                    || !expires.toInstant().plusSeconds(SKEW_SECONDS).isAfter(clock.instant());
        } catch (ParseException _) {
            return true;
        }
    }

    private static Problem issuerIsAway(KeySourceException e) {
        LOG.atWarn().setCause(e).log("the issuer's keys can't be had");
        return Problem.unavailable("the issuer that signed the token does not answer now");
    }
}
