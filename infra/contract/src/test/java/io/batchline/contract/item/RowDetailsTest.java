package io.batchline.contract.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class RowDetailsTest {
    private final ObjectNode columns = object().put("file", "a.jpg").put("q1", "B");
    private final ObjectNode details = object().put("why", "because");

    @Test
    void details_come_out_of_a_row_as_they_went_in_and_leave_its_columns() {
        // when
        ObjectNode row = RowDetails.joined(columns, details);

        // then
        assertThat(row.fieldNames()).toIterable().containsExactly("file", "q1", "$details");
        assertThat(RowDetails.takenFrom(row)).isEqualTo(details);
        assertThat(row).isEqualTo(columns);
    }

    @Test
    void a_row_without_details_is_its_columns() {
        ObjectNode row = RowDetails.joined(columns, object());
        assertThat(row).isEqualTo(columns);
        assertThat(RowDetails.takenFrom(row)).isEmpty();
    }

    @Test
    void no_column_has_the_name_of_the_details() {
        columns.put(RowDetails.MEMBER, "x");
        assertThatThrownBy(() -> RowDetails.joined(columns, object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'$details'");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
