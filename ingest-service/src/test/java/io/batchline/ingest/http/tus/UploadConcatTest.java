package io.batchline.ingest.http.tus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadConcatTest {
    private static final String ALL = "/api/uploads";
    private static final UUID A = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    private static final UUID B = UUID.fromString("00000000-0000-4000-8000-00000000000b");

    @Test
    void a_part_says_so() {
        assertThat(UploadConcat.parse("partial", ALL)).isEqualTo(new UploadConcat.Partial());
    }

    @Test
    void whole_addresses_and_paths_name_parts_in_their_order() {
        String asked = "final;https://example.org%2$s/%1$s  %2$s/%3$s".formatted(B, ALL, A);

        assertThat(UploadConcat.parse(asked, ALL))
                .isEqualTo(new UploadConcat.Final(asked, List.of(B, A)));
        assertThat(UploadConcat.parse("final; uploads/" + A, ALL))
                .isEqualTo(new UploadConcat.Final("final; uploads/" + A, List.of(A)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "part",
                "final",
                "final;",
                "final;   ",
                "final;/api/uploads/",
                "final;/api/uploads/nonsense",
                "final;/api/batches/00000000-0000-4000-8000-00000000000a",
                "final;/api/uploads/00000000-0000-4000-8000-00000000000A",
                "final;/api/uploads/00000000-0000-4000-8000-00000000000a?x=1",
                "final;/api/uploads/00000000-0000-4000-8000-00000000000a#x",
                "final;/api/uploads/../uploads/%30",
                "final;mailto:a@b",
                "final;http://[",
            })
    void what_names_no_parts_is_refused(String header) {
        assertThatThrownBy(() -> UploadConcat.parse(header, ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(is '|names ).*");
    }
}
