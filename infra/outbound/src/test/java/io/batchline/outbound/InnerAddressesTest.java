package io.batchline.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InnerAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "127.0.0.1, loopback",
        "127.255.255.255, loopback",
        "127.1, loopback",
        "2130706433, loopback",
        "10.0.0.1, private",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.168.1.1, private",
        "100.64.0.1, shared",
        "100.127.255.255, shared",
        "169.254.0.1, link-local",
        "169.254.169.254, metadata",
        "169.254.170.2, metadata",
        "100.100.100.200, metadata",
        "168.63.129.16, metadata",
        "192.0.0.8, reserved",
        "192.0.2.1, reserved",
        "192.88.99.1, reserved",
        "198.18.0.1, reserved",
        "198.19.255.255, reserved",
        "198.51.100.1, reserved",
        "203.0.113.1, reserved",
        "224.0.0.1, multicast",
        "239.255.255.250, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, reserved",
        "::, unspecified",
        "::1, loopback",
        "::ffff:127.0.0.1, loopback",
        "::ffff:a9fe:a9fe, metadata",
        "::127.0.0.1, reserved",
        "fe80::1, link-local",
        "fec0::1, link-local",
        "fc00::1, unique-local",
        "fd12:3456::1, unique-local",
        "fd00:ec2::254, metadata",
        "ff02::1, multicast",
        "64:ff9b::7f00:1, loopback",
        "64:ff9b::a9fe:a9fe, metadata",
        "64:ff9b:1::1, reserved",
        "2002:7f00:1::, loopback",
        "2002:c0a8:101::1, private",
        "2001::1, reserved",
        "2001:db8::1, reserved",
        "3fff::1, reserved",
        "100::1, reserved",
        "5f00::1, reserved",
        "4000::1, reserved"
    })
    void an_inner_address_is_of_a_kind(String address, String kind) {
        assertThat(InnerAddresses.kindOf(InetAddress.ofLiteral(address))).hasValue(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2001:4860:4860::8888",
                "64:ff9b::101:101",
                "2002:101:101::1",
                "::ffff:1.1.1.1"
            })
    void a_public_address_is_of_none(String address) {
        assertThat(InnerAddresses.kindOf(InetAddress.ofLiteral(address))).isEmpty();
    }

    @Test
    void a_mapped_address_that_stayed_ipv6_is_what_it_is_mapped_to() throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xFF;
        bytes[11] = (byte) 0xFF;
        bytes[12] = 10;
        InetAddress mapped = Inet6Address.getByAddress("mapped", bytes, 0);

        assertThat(mapped).isInstanceOf(Inet6Address.class);
        assertThat(InnerAddresses.kindOf(mapped)).hasValue("private");
    }
}
