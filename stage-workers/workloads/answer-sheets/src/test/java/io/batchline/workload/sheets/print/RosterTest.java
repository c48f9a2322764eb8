package io.batchline.workload.sheets.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class RosterTest {
    @Test
    void columns_are_found_by_their_names_in_any_order_and_case() throws Exception {
        Roster roster =
                read(
                        "\uFEFFschool,GROUP,Candidate , name\r\nLiceum,10-A,260001,\"Żak, Ewa\"\r\n\r\n,,7\r\n");
        assertThat(roster.candidates())
                .containsExactly(
                        new Candidate(2, "260001", "Żak, Ewa", "10-A", Map.of("school", "Liceum")),
                        new Candidate(4, "7", "", "", Map.of("school", "")));
        assertThat(roster.columns()).containsExactly("school", "group", "candidate", "name");
    }

    @Test
    void a_roster_without_ids_is_refused_with_its_columns() {
        refused("name,class\nA,B\n")
                .hasMessage("line 1: there is no column 'candidate'; the columns are name, class");
        refused("").hasMessage("there is no candidate in it");
        refused("candidate\n").hasMessage("there is no candidate in it");
        refused("candidate,name,Name\n1,a,b\n")
                .hasMessage("line 1: the column 'name' is there twice");
    }

    @Test
    void a_row_that_breaks_a_rule_is_named_by_its_line() {
        refused("candidate,name\n1,a\n,b\n").hasMessage("line 3: the candidate is empty");
        refused("candidate,name\n1,a\n2,b,c\n")
                .hasMessage("line 3: it has 3 cells, the first line names 2 columns");
        refused("candidate,name\n1," + "x".repeat(201) + "\n")
                .hasMessage("line 2: 'name' has 201 letters, at most 200 are printed");
        refused("candidate\n\"1\n").hasMessageContaining("no CSV");
    }

    @Test
    void an_id_is_there_once_in_a_group() throws Exception {
        refused("candidate,group\n1,a\n2,a\n1,a\n")
                .hasMessage("line 4: candidate '1' is on line 2 already");
        assertThat(read("candidate,group\n1,a\n1,b\n").candidates()).hasSize(2);
    }

    private static Roster read(String csv) throws Exception {
        return Roster.read(new StringReader(csv));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(String csv) {
        return assertThatThrownBy(() -> read(csv)).isInstanceOf(RosterRejected.class);
    }
}
