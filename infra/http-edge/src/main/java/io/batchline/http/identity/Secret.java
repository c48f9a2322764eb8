package io.batchline.http.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Random texts that let somebody in, and what the database keeps of them. 256 random bits need no
/// salt and no slow hash: nobody can try them all.
final class Secret {
    private static final int BYTES = 32;
    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    private final SecureRandom random = new SecureRandom();

    /// 43 characters of the alphabet that URLs take.
    String draw() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// A public name of lower-case letters and digits, 5 bits each.
    String drawId(int length) {
        var id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }

    /// SHA-256, 32 bytes.
    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
