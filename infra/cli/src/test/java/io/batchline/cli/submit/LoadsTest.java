package io.batchline.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.batchline.cli.upload.StreamSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadsTest {
    @TempDir private Path folder;

    @Test
    void archives_and_folders_are_batches_of_their_own_and_loose_files_are_one()
            throws IOException {
        List<String> inputs =
                List.of(file("a.ZIP"), file("b.jpg"), file("c.pdf"), file("d.png"), folder("e"));

        assertThat(loads("", inputs, null, false))
                .extracting(Load::name)
                .containsExactly("a.ZIP", "c.pdf", "e.zip", "2 files.zip");
        assertThat(loads("", inputs, null, true))
                .extracting(Load::name)
                .containsExactly("a.ZIP", "b.jpg", "c.pdf", "d.png", "e.zip");
    }

    @Test
    void the_standard_input_is_a_source_or_a_list() throws IOException {
        assertThat(loads("PK\3\4…", List.of("-"), null, false).getFirst())
                .isInstanceOfSatisfying(
                        Load.Source.class,
                        load -> assertThat(load.source()).isInstanceOf(StreamSource.class));
        assertThat(loads("http://a\n", List.of("-"), null, false).getFirst())
                .isEqualTo(new Load.Items("standard input", List.of(new TextNode("http://a"))));
    }

    @Test
    void a_list_has_urls_rows_and_remarks() throws IOException {
        Load.Items items =
                (Load.Items)
                        loads(
                                        "\uFEFFhttp://a\n\n# no\n  {\"url\": \"http://b\", \"job_id\": \"x\"}\n",
                                        List.of(),
                                        "-",
                                        false)
                                .getFirst();

        assertThat(items.items()).hasSize(2);
        assertThat(items.items().get(1).path("job_id").asText()).isEqualTo("x");
    }

    @Test
    void what_is_wrong_is_named() {
        assertThatThrownBy(() -> loads("", List.of(), null, false)).hasMessageContaining("--urls");
        assertThatThrownBy(() -> loads("", List.of("no.zip"), null, false))
                .hasMessageContaining("no.zip");
        assertThatThrownBy(() -> loads("# nothing\n", List.of(), "-", false))
                .hasMessageContaining("no items");
        assertThatThrownBy(() -> loads("a\n{\"b\n", List.of(), "-", false))
                .hasMessageContaining("line 2");
    }

    @Test
    void what_is_named_twice_is_an_error() throws IOException {
        String zip = file("a.zip");
        String same = folder + "/./a.zip";

        assertThatThrownBy(() -> loads("", List.of(zip, same), null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is named twice");
        assertThatThrownBy(() -> loads("http://a", List.of("-", "-"), null, false))
                .hasMessageContaining("named twice");
    }

    @Test
    void who_interrupts_is_told_the_truth() {
        assertThat(Interruption.sentence(true)).contains("goes on with the upload");
        assertThat(Interruption.sentence(false)).contains("makes another one");
    }

    @Test
    void a_value_is_json_where_it_can_be() {
        assertThat(BatchOptions.value("5")).isEqualTo(new IntNode(5));
        assertThat(BatchOptions.value("true")).isEqualTo(BooleanNode.TRUE);
        assertThat(BatchOptions.value("\"5\"")).isEqualTo(new TextNode("5"));
        assertThat(BatchOptions.value("mobile")).isEqualTo(new TextNode("mobile"));
        assertThat(BatchOptions.value("")).isEqualTo(new TextNode(""));
    }

    private static List<Load> loads(
            String input, List<String> inputs, @Nullable String urls, boolean each)
            throws IOException {
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new Loads(in).of(inputs, urls, each);
    }

    private String file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), name).toString();
    }

    private String folder(String name) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        Files.writeString(made.resolve("1.jpg"), "1");
        return made.toString();
    }
}
