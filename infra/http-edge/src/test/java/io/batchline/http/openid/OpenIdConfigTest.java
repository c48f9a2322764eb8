package io.batchline.http.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenIdConfigTest {
    private static final String ISSUER = "BATCHLINE_OIDC_ISSUER";
    private static final String AUDIENCE = "BATCHLINE_OIDC_AUDIENCE";

    @Test
    void without_an_issuer_there_is_none_and_the_rest_has_defaults() {
        assertThat(OpenIdConfig.of(Map.of())).isEmpty();
        OpenIdConfig config =
                OpenIdConfig.of(Map.of(ISSUER, "https://id.example/realm", AUDIENCE, "us"))
                        .orElseThrow();

        assertThat(config.userClaim()).isEqualTo("sub");
        assertThat(config.tenantClaim()).isEmpty();
        assertThat(config.roleClaim()).isEqualTo("batchline_role");
    }

    @Test
    void an_issuer_that_could_be_forged_or_without_audience_is_refused() {
        assertThatThrownBy(
                        () -> OpenIdConfig.of(Map.of(ISSUER, "http://id.example", AUDIENCE, "us")))
                .hasMessageContaining(ISSUER)
                .hasMessageContaining("http://id.example");
        assertThatThrownBy(() -> OpenIdConfig.of(Map.of(ISSUER, "no address", AUDIENCE, "us")))
                .hasMessageContaining("no address");
        assertThatThrownBy(() -> OpenIdConfig.of(Map.of(ISSUER, "https://id.example")))
                .hasMessageContaining(AUDIENCE);
    }
}
