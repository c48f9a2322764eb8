package io.batchline.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The addresses that are nobody's on the public internet (IANA's registries of special-purpose
/// addresses), and those where clouds tell a machine its secrets.
public final class InnerAddresses {
    /// In IPv6 only this is given out for the public internet (RFC 4291, 2.4).
    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3");

    private static final AddressBlock TRANSLATED = AddressBlock.of("64:ff9b::/96");
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");
    private static final int LENGTH_4 = 4;
    private static final int LAST_4_OF_16 = 12;
    private static final int AFTER_SIX_TO_FOUR = 2;

    /// The first that fits counts.
    private static final List<Kind> KINDS =
            List.of(
                    kind("unspecified", "0.0.0.0/8", "::/128"),
                    kind("loopback", "127.0.0.0/8", "::1/128"),
                    kind(
                            "metadata",
                            "169.254.169.254/32",
                            "169.254.170.2/32",
                            "100.100.100.200/32",
                            "168.63.129.16/32",
                            "fd00:ec2::254/128"),
                    kind("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
                    kind("shared", "100.64.0.0/10"),
                    kind("link-local", "169.254.0.0/16", "fe80::/10", "fec0::/10"),
                    kind("unique-local", "fc00::/7"),
                    kind("multicast", "224.0.0.0/4", "ff00::/8"),
                    kind(
                            "reserved",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "240.0.0.0/4",
                            "2001::/23",
                            "2001:db8::/32",
                            "3fff::/20"));

    private InnerAddresses() {}

    /// What kind of inner address it is, for example `loopback`; empty when it is a public one. An
    /// IPv6 address that stands for an IPv4 one is what that one is.
    public static Optional<String> kindOf(InetAddress address) {
        InetAddress meant = meant(address);
        Optional<String> known =
                KINDS.stream().filter(kind -> kind.has(meant)).map(Kind::name).findFirst();
        boolean isPublic = meant instanceof Inet4Address || GLOBAL_UNICAST.contains(meant);
        return known.isPresent() || isPublic ? known : Optional.of("reserved");
    }

    /// Mapped (`::ffff:a.b.c.d`), translated (RFC 6052) and 6to4 (RFC 3056) addresses reach an IPv4
    /// address.
    private static InetAddress meant(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == LENGTH_4) {
            return address;
        }
        if (isMapped(bytes) || TRANSLATED.contains(address)) {
            return within(bytes, LAST_4_OF_16);
        }
        return SIX_TO_FOUR.contains(address) ? within(bytes, AFTER_SIX_TO_FOUR) : address;
    }

    /// By its bytes: as text such an address is an IPv4 one to Java.
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == (byte) 0xFF && bytes[11] == (byte) 0xFF;
    }

    private static InetAddress within(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + LENGTH_4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static Kind kind(String name, String... blocks) {
        return new Kind(name, Arrays.stream(blocks).map(AddressBlock::of).toList());
    }

    private record Kind(String name, List<AddressBlock> blocks) {
        boolean has(InetAddress address) {
            return blocks.stream().anyMatch(block -> block.contains(address));
        }
    }
}
