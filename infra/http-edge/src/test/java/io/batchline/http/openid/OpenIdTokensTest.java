package io.batchline.http.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import io.batchline.contract.id.TenantId;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Caller.Credential;
import io.batchline.http.identity.Role;
import io.batchline.testkit.TestIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenIdTokensTest {
    private TestIssuer issuer;
    private OpenIdTokens tokens;

    @BeforeEach
    void start() throws Exception {
        issuer = TestIssuer.start();
        tokens = tokens("sub", "batchline_role");
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void a_good_token_lets_in_as_its_claims_say() throws Exception {
        assertThat(tokens.find(issuer.token(claims -> claims)))
                .hasValue(new Caller("ann", TenantId.DEFAULT, Role.OPERATOR, Credential.ISSUER));
        assertThat(
                        tokens.find(
                                issuer.token(claims ->
                                        claims.claim("tenant", "north")
                                                .claim(
                                                        "batchline_role",
                                                        List.of("x", "admin", "viewer")))))
                .hasValue(new Caller("ann", new TenantId("north"), Role.ADMIN, Credential.ISSUER));
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void claims_may_lie_within_objects() throws Exception {
        String token =
                issuer.token(claims ->
                        claims.claim("realm_access", Map.of("roles", List.of("viewer")))
                                .claim("preferred_username", "Ann B."));

        assertThat(tokens("preferred_username", "realm_access.roles").find(token))
                .hasValue(new Caller("Ann B.", TenantId.DEFAULT, Role.VIEWER, Credential.ISSUER));
    }

    @Test
    void a_token_out_of_its_time_of_another_issuer_or_for_others_lets_nobody_in() throws Exception {
        Instant now = Instant.now();
        refused(claims -> claims.expirationTime(Date.from(now.minusSeconds(60))));
        refused(claims -> claims.expirationTime(null));
        refused(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(60))));
        refused(claims -> claims.issuer("https://evil.example"));
        refused(claims -> claims.issuer(null));
        refused(claims -> claims.audience("another"));
        refused(claims -> claims.audience((String) null));
    }

    @Test
    void a_forged_token_lets_nobody_in() throws Exception {
        RSAKey foreign = TestIssuer.newKey("foreign");

        assertThat(tokens.find(issuer.unsigned())).isEmpty();
        assertThat(tokens.find(issuer.macOfPublicKey())).isEmpty();
        assertThat(tokens.find(issuer.signed(foreign, issuer.key().getKeyID(), claims -> claims)))
                .isEmpty();
        assertThat(tokens.find(issuer.signed(foreign, "foreign", claims -> claims))).isEmpty();
        String good = issuer.token(claims -> claims);
        assertThat(tokens.find(good.substring(0, good.length() - 4) + "AAAA")).isEmpty();
        assertThat(tokens.find("a.b.c")).isEmpty();
        assertThat(tokens.find("..")).isEmpty();
    }

    @Test
    void a_key_that_is_swapped_for_another_of_the_issuers_does_not_verify() throws Exception {
        RSAKey first = issuer.key();
        RSAKey second = TestIssuer.newKey("second");
        tokens.find(issuer.token(claims -> claims));
        issuer.rotateTo(second);

        assertThat(tokens.find(issuer.signed(first, "second", claims -> claims))).isEmpty();
        assertThat(tokens.find(issuer.token(claims -> claims))).isPresent();
    }

    @Test
    void a_rotated_key_is_fetched_once_and_made_up_ones_do_not_trouble_the_issuer()
            throws Exception {
        assertThat(tokens.find(issuer.token(claims -> claims))).isPresent();
        issuer.rotateTo(TestIssuer.newKey("second"));
        assertThat(tokens.find(issuer.token(claims -> claims))).isPresent();

        RSAKey foreign = TestIssuer.newKey("foreign");
        for (int i = 0; i < 20; i++) {
            String kid = "made-up-" + i;
            assertThat(tokens.find(issuer.signed(foreign, kid, claims -> claims))).isEmpty();
        }

        assertThat(issuer.fetches()).isLessThanOrEqualTo(3);
        assertThat(tokens.find(issuer.token(claims -> claims))).isPresent();
    }

    @Test
    void a_good_token_without_a_role_or_tenant_is_told_so() throws Exception {
        String roleless = issuer.token(claims -> claims.claim("batchline_role", "boss"));
        String homeless = issuer.token(claims -> claims.claim("tenant", "No Such/Tenant"));

        Problem first = catchThrowableOfType(Problem.class, () -> tokens.find(roleless));
        assertThat(first.type()).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(first.detail()).contains("batchline_role");
        Problem second = catchThrowableOfType(Problem.class, () -> tokens.find(homeless));
        assertThat(second.detail()).contains("tenant");
    }

    @Test
    void an_issuer_that_is_away_is_not_the_callers_fault() throws Exception {
        String token = issuer.token(claims -> claims);
        issuer.close();

        // More often than the issuer is asked.
        for (int i = 0; i < 5; i++) {
            Problem problem = catchThrowableOfType(Problem.class, () -> tokens.find(token));
            assertThat(problem).as("time %d", i).isNotNull();
            assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        }
    }

    @Test
    void what_has_expired_lets_nobody_in_while_the_issuer_is_away_either() throws Exception {
        Instant longAgo = Instant.now().minusSeconds(60);
        String expired = issuer.token(claims -> claims.expirationTime(Date.from(longAgo)));
        String endless = issuer.token(claims -> claims.expirationTime(null));
        issuer.close();

        assertThat(tokens.find(expired)).isEmpty();
        assertThat(tokens.find(endless)).isEmpty();
    }

    private void refused(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        assertThat(tokens.find(issuer.token(change))).isEmpty();
    }

    private OpenIdTokens tokens(String userClaim, String roleClaim) {
        return new OpenIdTokens(
                new OpenIdConfig(
                        issuer.uri(),
                        TestIssuer.AUDIENCE,
                        userClaim,
                        Optional.of("tenant"),
                        roleClaim),
                Clock.systemUTC(),
                Duration.ofMinutes(5));
    }
}
