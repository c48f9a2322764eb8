package io.batchline.contract.batch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A sum over the items of a batch that have ended: equal for those who know the same items to have
/// ended in the same way, in whatever order they learned it.
///
/// Each item adds its index and state, mixed by the finalizer of SplittableRandom (Steele, Lea and
/// Flood, "Fast Splittable Pseudorandom Number Generators", 2014); the sum wraps around.
public record ItemsHash(long sum) {
    public static final ItemsHash NONE = new ItemsHash(0);

    /// How an item ended.
    public enum Ended {
        SUCCEEDED(1),
        FAILED(2),
        CANCELLED(3);

        private final int code;

        Ended(int code) {
            this.code = code;
        }
    }

    /// The same with one more item.
    public ItemsHash plus(int index, Ended how) {
        return new ItemsHash(sum + mixed(index, how));
    }

    /// The same without an item that was added.
    public ItemsHash minus(int index, Ended how) {
        return new ItemsHash(sum - mixed(index, how));
    }

    public ItemsHash plus(ItemsHash other) {
        return new ItemsHash(sum + other.sum);
    }

    private static long mixed(int index, Ended how) {
        long bits = ((long) index << 2 | how.code) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }

    /// 16 hexadecimal digits.
    @JsonValue
    @Override
    public String toString() {
        return "%016x".formatted(sum);
    }

    @JsonCreator
    static ItemsHash of(String digits) {
        return new ItemsHash(Long.parseUnsignedLong(digits, 16));
    }
}
