package io.batchline.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetRuleTest {
    private static final String VARIABLE = "ALLOW";

    /// Names of a test's own; addresses mean themselves.
    private static final Map<String, String> NAMES =
            Map.of(
                    "public.example", "1.1.1.1 2606:4700::1111",
                    "inside.example", "127.0.0.1",
                    "both.example", "1.1.1.1 10.0.0.1",
                    "mapped.example", "::ffff:169.254.169.254",
                    "office.example", "10.1.2.3");

    private static InetAddress[] lookUp(String host) throws UnknownHostException {
        if (host.matches("[0-9.]+|.*:.*")) {
            return new InetAddress[] {InetAddress.ofLiteral(host)};
        }
        String known = NAMES.get(host);
        if (known == null) {
            throw new UnknownHostException(host);
        }
        return Arrays.stream(known.split(" "))
                .map(InetAddress::ofLiteral)
                .toArray(InetAddress[]::new);
    }

    private static TargetRule rule(String allowed) {
        return new TargetRule(
                AllowedTargets.of(VARIABLE, Map.of(VARIABLE, allowed)), TargetRuleTest::lookUp);
    }

    @ParameterizedTest
    @CsvSource({
        "https://public.example/hook?token=a, true",
        "HTTPS://public.example:8443, true",
        "https://1.1.1.1/, true",
        "https://[2606:4700::1111]/, true",
        "https://unknown.example/, true",
        "http://public.example/, false",
        "http://unknown.example/, false",
        "ftp://public.example/, false",
        "file:///etc/passwd, false",
        "gopher://public.example/, false",
        "public.example/hook, false",
        "https:///hook, false",
        "https://user:word@public.example/, false",
        "https://public.example@inside.example/, false",
        "https://public.example/#part, false",
        "https://public.example:0/, false",
        "https://public.example:70000/, false",
        "https://inside.example/, false",
        "https://both.example/, false",
        "https://mapped.example/, false",
        "https://127.0.0.1/, false",
        "https://127.1/, false",
        "https://2130706433/, false",
        "https://[::1]/, false",
        "https://[::ffff:127.0.0.1]/, false",
        "https://169.254.169.254/latest/meta-data/, false",
        "https://[fd00:ec2::254]/, false",
        "https://0.0.0.0/, false",
        "'https://public example/', false",
        "https://public_example/, false"
    })
    void by_itself_it_lets_public_addresses_be_called_by_https(String url, boolean may) {
        assertThat(rule("").refusal(url).isEmpty()).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8, https://inside.example/, true",
        "127.0.0.0/8, http://inside.example:9000/, true",
        "127.0.0.1, http://127.0.0.1/, true",
        "127.0.0.1, http://127.0.0.2/, false",
        "::1, http://[::1]/, true",
        "inside.example, http://inside.example/, true",
        "INSIDE.example, https://inside.example/, true",
        "inside.example, https://127.0.0.1/, false",
        "10.1.0.0/16, https://office.example/, true",
        "10.1.0.0/16, http://office.example/, false",
        "10.2.0.0/16, https://office.example/, false",
        "10.0.0.0/8, https://both.example/, true"
    })
    void what_is_allowed_may_be_called_too_and_loopback_by_http(
            String allowed, String url, boolean may) {
        assertThat(rule(allowed).refusal(url).isEmpty()).isEqualTo(may);
    }

    @Test
    void one_inner_address_of_a_name_refuses_them_all_and_is_not_told() {
        assertThatThrownBy(() -> rule("").addresses("both.example"))
                .isInstanceOf(InnerTargetException.class)
                .hasMessageContaining("private")
                .hasMessageNotContaining("10.0.0.1");
    }

    @Test
    void a_name_of_this_machine_s_that_means_loopback_is_refused() {
        assertThat(new TargetRule(AllowedTargets.NONE).refusal("https://localhost/"))
                .hasValueSatisfying(why -> assertThat(why).contains("loopback"));
    }

    @Test
    void what_is_no_target_is_named_with_its_variable() {
        for (String wrong : new String[] {"10.0.0.0/33", "not a host", "1.2.3.4.5", "::1/200"}) {
            assertThatThrownBy(() -> rule("127.0.0.1, " + wrong))
                    .hasMessageContaining(VARIABLE)
                    .hasMessageContaining("'%s'".formatted(wrong));
        }
    }
}
