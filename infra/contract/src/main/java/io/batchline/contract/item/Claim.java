package io.batchline.contract.item;

/// That an item is something which only one item of its batch can be. The first item that claims an
/// identity, in item order, has it.
///
/// @param identity the same for items of which one is too many
/// @param otherwise the key of the group that the others belong to instead of their own
public record Claim(String identity, String otherwise) {
    /// Letters of an identity: it is kept for as long as the item is.
    public static final int LONGEST = 1000;

    public Claim {
        if (identity.isEmpty() || identity.length() > LONGEST || otherwise.isEmpty()) {
            throw new IllegalArgumentException(
                    "a claim of %d letters, otherwise '%s': it has 1 to %d and names a group"
                            .formatted(identity.length(), otherwise, LONGEST));
        }
    }
}
