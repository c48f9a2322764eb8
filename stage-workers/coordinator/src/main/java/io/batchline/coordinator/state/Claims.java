package io.batchline.coordinator.state;

import io.batchline.contract.item.Claim;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which item of a batch has which identity. Outlives the items' states, so that an item which is
/// done again later is not taken for the first; of an identity the first eight bytes of its SHA-256
/// are kept. Used by one thread.
public final class Claims {
    private static final int BYTES_EACH = Long.BYTES + Integer.BYTES;

    /// Claims that lie in one value of the store.
    private static final int CHUNK = 4096;

    private final Map<Long, Integer> items = new HashMap<>();

    /// Whether the identity is the item's: because nobody has claimed it before, or only itself.
    public boolean grant(Claim claim, int index) {
        Integer first = items.putIfAbsent(hash(claim.identity()), index);
        return first == null || first == index;
    }

    /// What is stored, in pieces that fit into a record each.
    List<byte[]> pieces() {
        List<byte[]> pieces = new ArrayList<>();
        ByteBuffer all = ByteBuffer.allocate(items.size() * BYTES_EACH);
        items.forEach((hash, index) -> all.putLong(hash).putInt(index));
        for (int from = 0; from < all.capacity(); from += CHUNK * BYTES_EACH) {
            int until = Math.min(all.capacity(), from + CHUNK * BYTES_EACH);
            pieces.add(Arrays.copyOfRange(all.array(), from, until));
        }
        return pieces;
    }

    void add(byte[] piece) {
        ByteBuffer bytes = ByteBuffer.wrap(piece);
        while (bytes.hasRemaining()) {
            items.put(bytes.getLong(), bytes.getInt());
        }
    }

    private static long hash(String identity) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(identity.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
