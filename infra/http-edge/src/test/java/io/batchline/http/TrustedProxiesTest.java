package io.batchline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = of("10.0.0.0/8, 127.0.0.1,fd00::/8");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # nobody in between
                    198.51.100.7 |                                   | 198.51.100.7
                    # who is not a proxy of ours says what it likes
                    198.51.100.7 | 192.0.2.1                         | 198.51.100.7
                    10.1.2.3     | 198.51.100.7                      | 198.51.100.7
                    # what the client itself wrote stands further left
                    10.1.2.3     | 192.0.2.1, 198.51.100.7           | 198.51.100.7
                    127.0.0.1    | 192.0.2.1, 198.51.100.7, 10.9.9.9 | 198.51.100.7
                    # proxies only: the first that we know of
                    127.0.0.1    | 10.1.1.1, 10.2.2.2                | 10.1.1.1
                    # what is no address ends it
                    127.0.0.1    | 192.0.2.1, unknown, 10.2.2.2      | 10.2.2.2
                    127.0.0.1    | localhost                         | 127.0.0.1
                    127.0.0.1    | ''                                | 127.0.0.1
                    # with ports, and the other kind of address
                    127.0.0.1    | 198.51.100.7:4711                 | 198.51.100.7
                    [fd00::1]    | [2001:db8::7]:4711                | 2001:db8:0:0:0:0:0:7
                    fd00::1      | 2001:db8::7                       | 2001:db8:0:0:0:0:0:7
                    """)
    void the_client_is_the_first_from_the_right_that_is_no_proxy_of_ours(
            String speaker, String forwarded, String client) {
        assertThat(proxies.client(speaker, forwarded)).isEqualTo(client);
    }

    @Test
    void without_proxies_nobody_is_believed() {
        assertThat(TrustedProxies.NONE.client("127.0.0.1", "192.0.2.1")).isEqualTo("127.0.0.1");
    }

    @Test
    void a_network_is_the_addresses_that_begin_as_it_does() {
        var narrow = of("192.0.2.128/25");

        assertThat(narrow.client("192.0.2.129", "198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(narrow.client("192.0.2.127", "198.51.100.7")).isEqualTo("192.0.2.127");
        assertThat(of("0.0.0.0/0").client("203.0.113.9", "198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10/8", "*"})
    void what_is_no_network_is_refused_with_its_variable(String word) {
        assertThatThrownBy(() -> of("10.0.0.0/8," + word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BATCHLINE_TRUSTED_PROXIES")
                .hasMessageContaining("'" + word + "'");
    }

    private static TrustedProxies of(String value) {
        return TrustedProxies.of(Map.of("BATCHLINE_TRUSTED_PROXIES", value));
    }
}
