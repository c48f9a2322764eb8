package io.batchline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /// What the libraries of Standard Webhooks are tested with.
    private static final byte[] SECRET =
            Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1614265330, 999_000_000);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void the_published_example_has_its_signature() {
        assertThat(Signature.of(List.of(SECRET), ID, AT, BODY)).isEqualTo(SIGNATURE);
    }

    @Test
    void while_a_secret_is_changed_both_sign() {
        String both = Signature.of(List.of(new byte[32], SECRET), ID, AT, BODY);

        assertThat(both.split(" ")).hasSize(2).endsWith(SIGNATURE);
        assertThat(both).startsWith("v1,").doesNotStartWith(SIGNATURE);
    }
}
