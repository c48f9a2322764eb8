package io.batchline.ingest.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/// What signs webhooks, in the form of Standard Webhooks: `whsec_` and 32 random bytes in Base64.
final class SigningSecret {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID_LENGTH = 16;

    private final byte[] bytes;

    private SigningSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    static SigningSecret draw() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SigningSecret(bytes);
    }

    /// A public name for what has a secret: 16 letters and digits.
    static String drawId() {
        var random = new SecureRandom();
        var id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String text() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /// Not the secret.
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
