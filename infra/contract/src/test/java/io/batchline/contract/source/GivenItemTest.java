package io.batchline.contract.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GivenItemTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void lines_are_read_as_they_were_written() throws IOException {
        // given
        List<GivenItem> items =
                List.of(
                        new GivenItem(null, JSON.objectNode().put("url", "https://example.org/")),
                        new GivenItem("n-1", JSON.objectNode().put("text", "two\nlines")));
        var lines = new ByteArrayOutputStream();
        for (GivenItem item : items) {
            lines.write(item.line());
        }

        // then
        assertThat(lines.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "{\"data\":{\"url\":\"https://example.org/\"}}",
                        "{\"job_id\":\"n-1\",\"data\":{\"text\":\"two\\nlines\"}}");
        var read = new ArrayList<GivenItem>();
        GivenItem.each(new ByteArrayInputStream(lines.toByteArray()), read::add);
        assertThat(read).isEqualTo(items);
    }

    @Test
    void people_call_it_by_its_url_or_its_id_or_its_number() {
        assertThat(new GivenItem("a", JSON.objectNode().put("url", "https://x.org/")).name(3))
                .isEqualTo("https://x.org/");
        assertThat(new GivenItem("a", JSON.objectNode()).name(3)).isEqualTo("a");
        assertThat(new GivenItem(null, JSON.objectNode()).name(3)).isEqualTo("item-3");
        assertThat(
                        new GivenItem(
                                        null,
                                        JSON.objectNode().put("url", "https://" + "x".repeat(300)))
                                .name(0))
                .hasSize(200);
    }

    @Test
    void what_is_no_such_line_is_an_io_failure() {
        assertThatThrownBy(() ->
                        GivenItem.each(
                                new ByteArrayInputStream(
                                        "{\"data\":".getBytes(StandardCharsets.UTF_8)),
                                _ -> {}))
                .isInstanceOf(IOException.class);
    }
}
