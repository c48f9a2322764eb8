package io.batchline.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransportTest {
    @Test
    void tls_is_the_connections_own_or_the_proxys() {
        assertThat(new Transport("https", null, false, "a").isTls()).isTrue();
        assertThat(new Transport("http", "HTTPS", true, "a").isTls()).isTrue();
        assertThat(new Transport("http", "http", true, "a").isTls()).isFalse();
    }

    @Test
    void loopback_is_a_name_of_this_machine_without_a_proxy() {
        for (String host :
                new String[] {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:80"}) {
            assertThat(new Transport("http", null, false, host).isLoopback()).as(host).isTrue();
        }
        for (String host :
                new String[] {
                    "a.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1"
                }) {
            assertThat(new Transport("http", null, false, host).isLoopback()).as(host).isFalse();
        }
        assertThat(new Transport("http", null, true, "127.0.0.1").isLoopback()).isFalse();
        assertThat(new Transport("http", "http", false, "127.0.0.1").isLoopback()).isFalse();
        assertThat(new Transport("http", null, false, null).isLoopback()).isFalse();
    }
}
