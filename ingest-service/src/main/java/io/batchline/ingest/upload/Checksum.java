package io.batchline.ingest.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/// What a chunk's bytes must come to: the `Upload-Checksum` of tus.
public final class Checksum {
    /// By their names in tus.
    private static final Map<String, String> ALGORITHMS =
            Map.of("sha1", "SHA-1", "sha256", "SHA-256", "md5", "MD5");

    private final String algorithm;
    private final byte[] expected;

    private Checksum(String algorithm, byte[] expected) {
        this.algorithm = algorithm;
        this.expected = expected;
    }

    /// Names of the algorithms, joined by commas.
    public static String algorithms() {
        return "sha1,sha256,md5";
    }

    /// @param header the algorithm, a space, the checksum in Base64
    /// @throws IllegalArgumentException that says what is wrong with it
    public static Checksum parse(String header) {
        String[] parts = header.strip().split(" +", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "it takes an algorithm, a space and the checksum in Base64");
        }
        String name = ALGORITHMS.get(parts[0].toLowerCase(Locale.ROOT));
        if (name == null) {
            throw new IllegalArgumentException(
                    "the algorithm '%s' is not known: there are %s"
                            .formatted(parts[0], algorithms()));
        }
        byte[] expected;
        try {
            expected = Base64.getDecoder().decode(parts[1]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the checksum is not Base64", e);
        }
        var checksum = new Checksum(name, expected);
        int length = checksum.digest().getDigestLength();
        if (expected.length != length) {
            throw new IllegalArgumentException(
                    "the checksum has %d bytes: %s takes %d"
                            .formatted(expected.length, parts[0], length));
        }
        return checksum;
    }

    /// To be fed with the chunk.
    MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    boolean matches(MessageDigest fed) {
        return MessageDigest.isEqual(fed.digest(), expected);
    }
}
