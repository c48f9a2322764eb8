package io.batchline.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// URLs without what lets anybody in.
final class ShownUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.example/hook, https://a.example/hook",
        "https://a.example:8443, https://a.example:8443",
        "https://a.example/hook?token=abc&x=1, https://a.example/hook?…",
        "https://a.example/?a?b#c, https://a.example/?…",
        "https://a.example/#token, https://a.example/#…",
        "https://ann:secret@a.example/hook, https://a.example/hook",
        "https://ann:p@ss@a.example, https://a.example",
        "https://a.example/mail@b.example, https://a.example/mail@b.example",
        "https://a.example?to=ann@b.example, https://a.example?…",
    })
    void a_url_shows_whom_it_leads_to_and_no_secret(String url, String shown) {
        assertThat(ShownUrl.of(url)).isEqualTo(shown);
    }
}
