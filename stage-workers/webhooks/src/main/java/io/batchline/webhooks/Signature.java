package io.batchline.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signatures as Standard Webhooks has them
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /// The value of `webhook-signature`: one `v1,…` for each secret, divided by spaces.
    ///
    /// @param id without a full stop, which divides what is signed
    static String of(List<byte[]> secrets, String id, Instant at, byte[] body) {
        return secrets.stream()
                .map(secret -> "v1," + mac(secret, id, at, body))
                .collect(Collectors.joining(" "));
    }

    private static String mac(byte[] secret, String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            String before = "%s.%d.".formatted(id, at.getEpochSecond());
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
