package io.batchline.workers.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

final class CellsTest {
    @Test
    void json_values_become_the_text_that_a_reader_expects() {
        assertThat(Cells.of(IntNode.valueOf(-3))).isEqualTo("-3");
        assertThat(Cells.of(DoubleNode.valueOf(1.5))).isEqualTo("1.5");
        assertThat(Cells.of(NullNode.instance)).isEmpty();
        assertThat(Cells.of(TextNode.valueOf("=x"))).isEqualTo("'=x");
        assertThat(Cells.of(JsonNodeFactory.instance.arrayNode().add("a"))).isEqualTo("[\"a\"]");
    }
}
