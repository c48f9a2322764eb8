package io.batchline.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GroupFoldTest {
    private static final ItemState UNGROUPED = ItemState.FOUND.in(ItemStatus.ORGANIZED);

    @Test
    void ungrouped_items_keep_their_place() {
        assertThat(fold(UNGROUPED, UNGROUPED, UNGROUPED).order()).containsExactly(0, 1, 2);
    }

    @Test
    void groups_come_in_the_order_in_which_they_first_appear() {
        var folded = fold(in("b"), UNGROUPED, in("a"), in("b"), in("a"));
        assertThat(folded.order()).containsExactly(0, 3, 1, 2, 4);
        assertThat(folded.named()).isEmpty();
    }

    @Test
    void a_separator_names_the_ungrouped_up_to_the_next_and_is_no_work_itself() {
        var folded =
                fold(
                        UNGROUPED,
                        separator("x"),
                        UNGROUPED,
                        in("a"),
                        UNGROUPED,
                        separator("y"),
                        UNGROUPED);
        assertThat(folded.order()).containsExactly(0, 2, 4, 3, 6);
        assertThat(folded.named())
                .containsOnlyKeys(2, 4, 6)
                .containsEntry(4, "x")
                .containsEntry(6, "y");
    }

    @Test
    void a_separator_joins_the_group_of_its_key() {
        assertThat(fold(in("x"), UNGROUPED, separator("x"), UNGROUPED).order())
                .containsExactly(0, 3, 1);
    }

    @Test
    void failed_and_cancelled_items_are_not_processed() {
        var folded =
                fold(in("a").failed("no_picture"), in("a"), UNGROUPED.in(ItemStatus.CANCELLED));
        assertThat(folded.order()).containsExactly(1);
    }

    private static ItemState in(String group) {
        return UNGROUPED.inGroup(group);
    }

    private static ItemState separator(String key) {
        return ItemState.FOUND.separating(key);
    }

    private static GroupFold.Folded fold(ItemState... items) {
        var fold = new GroupFold();
        int index = 0;
        for (ItemState item : List.of(items)) {
            fold.add(index++, item);
        }
        return fold.fold();
    }
}
