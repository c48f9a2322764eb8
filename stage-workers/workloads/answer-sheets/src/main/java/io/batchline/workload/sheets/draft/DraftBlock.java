package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.draft.ChoiceOrder.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A block as the template will have it.
///
/// @param labels one label string: a name or a range
/// @param column the name under which its fields are joined, where they are digits of one number
record DraftBlock(
        String name, BubbleGrid grid, Choices choices, String labels, Optional<String> column) {

    int fields() {
        return choices.across() ? grid.rows() : grid.columns();
    }

    /// Pixels from one choice to the next.
    double bubblesGap() {
        return choices.across() ? grid.lattice().xColumn() : grid.lattice().yRow();
    }

    /// Pixels from one field to the next.
    double labelsGap() {
        return choices.across() ? grid.lattice().yRow() : grid.lattice().xColumn();
    }

    /// What to say of it to a person.
    String found() {
        return "%s: %s, %d bubbles each (%s), %s"
                .formatted(
                        name,
                        fields() == 1 ? "field " + labels : fields() + " fields " + labels,
                        choices.values().length(),
                        String.join(" ", List.of(choices.values().split(""))),
                        choices.across() ? "to the right" : "downwards");
    }

    /// What to ask a person about it, without its name.
    List<String> unsure() {
        List<String> unsure = new ArrayList<>();
        String values = String.join(" ", List.of(choices.values().split("")));
        if (!choices.sureOfWay()) {
            unsure.add(
                    "the choices %s are taken to go %s, the bubbles do not say so"
                            .formatted(values, choices.across() ? "to the right" : "downwards"));
        }
        if (!choices.sureOfValues()) {
            unsure.add("the values %s are a guess".formatted(values));
        }
        if (grid.isLine() && fields() == 1) {
            unsure.add("a single line is taken for one field; it may be a field per bubble");
        }
        if (grid.missing() > 0) {
            unsure.add(
                    "%d of %d bubbles were not seen and are put where the others say"
                            .formatted(grid.missing(), grid.cells()));
        }
        return unsure;
    }
}
