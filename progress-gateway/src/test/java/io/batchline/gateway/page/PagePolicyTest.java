package io.batchline.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagePolicyTest {
    @Test
    void a_page_without_scripts_within_allows_none() {
        assertThat(PagePolicy.of("<script src=\"/js/main.js\"></script>"))
                .contains("script-src 'self';")
                .doesNotContain("sha256", "unsafe");
    }

    @Test
    void the_import_map_is_allowed_by_its_hash_byte_for_byte() {
        // As `printf '{}' | openssl dgst -sha256 -binary | base64` says.
        assertThat(PagePolicy.of("<script type=\"importmap\">{}</script>"))
                .contains(
                        "script-src 'self' 'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=';");
    }
}
