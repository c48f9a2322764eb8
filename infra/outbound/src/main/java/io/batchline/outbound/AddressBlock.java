package io.batchline.outbound;

import java.net.InetAddress;

/// A block of addresses, as `10.0.0.0/8`, `fd00::/8`, or a single one.
///
/// @param first any address of it
/// @param bits how many leading bits its addresses have in common: 0 to 32, or to 128 in IPv6
public record AddressBlock(InetAddress first, int bits) {
    private static final int DOTS = 3;

    public AddressBlock {
        int most = first.getAddress().length * Byte.SIZE;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(
                    "/%d: a block of %s takes /0 to /%d"
                            .formatted(bits, first.getHostAddress(), most));
        }
    }

    /// A single address is a block, too.
    ///
    /// @throws IllegalArgumentException when the text is none
    public static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        InetAddress first = address(slash < 0 ? text : text.substring(0, slash));
        int bits =
                slash < 0
                        ? first.getAddress().length * Byte.SIZE
                        : Integer.parseInt(text.substring(slash + 1));
        return new AddressBlock(first, bits);
    }

    /// An address as it is usually written; names are not looked up.
    ///
    /// @throws IllegalArgumentException when the text is none
    public static InetAddress address(String text) {
        // The JDK takes 10 for 0.0.0.10, which nobody means.
        if (text.indexOf(':') < 0 && text.chars().filter(each -> each == '.').count() != DOTS) {
            throw new IllegalArgumentException("'%s' is no address".formatted(text));
        }
        return InetAddress.ofLiteral(text);
    }

    /// An address of the other family is in none.
    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        int mask = 0xFF << (Byte.SIZE - rest);
        return rest == 0 || ((mine[whole] ^ other[whole]) & mask & 0xFF) == 0;
    }
}
