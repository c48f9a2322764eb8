package io.batchline.ingest.http.tus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UploadMetadataTest {
    @Test
    void values_are_decoded_and_may_be_missing() {
        var metadata =
                UploadMetadata.parse("batch_id YjE=, filename c8O8w58uemlw,is_secret, empty ");

        assertThat(metadata.batchId()).hasValue("b1");
        assertThat(metadata.fileName()).isEqualTo("süß.zip");
        assertThat(metadata.values()).containsEntry("is_secret", "").containsEntry("empty", "");
    }

    @Test
    void some_clients_call_the_file_s_name_otherwise() {
        assertThat(UploadMetadata.parse("name YS56aXA=").fileName()).isEqualTo("a.zip");
        assertThat(UploadMetadata.parse("").fileName()).isEqualTo("source.zip");
    }

    @Test
    void a_path_or_a_line_break_in_a_name_does_not_get_through() {
        assertThat(UploadMetadata.parse("filename Li4vLi4vYQpiLnppcA==").fileName())
                .isEqualTo("ab.zip");
    }

    @Test
    void what_is_wrong_is_named() {
        assertThatThrownBy(() -> UploadMetadata.parse("a YQ==,a YQ=="))
                .hasMessageContaining("'a' is there twice");
        assertThatThrownBy(() -> UploadMetadata.parse("a ~~"))
                .hasMessageContaining("'a' is not Base64");
        assertThatThrownBy(() -> UploadMetadata.parse("a YQ== YQ==")).hasMessageContaining("a key");
        assertThatThrownBy(() -> UploadMetadata.parse("a YQ==,,b YQ=="))
                .hasMessageContaining("a key");
    }
}
