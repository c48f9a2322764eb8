package io.batchline.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.batchline.contract.item.Claim;
import io.batchline.coordinator.state.Claims;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    void what_only_one_can_be_the_first_is_and_the_others_are_a_group_of_their_own() {
        var folded =
                fold(
                        in("a").claiming(new Claim("sheet 1", "twice")),
                        in("b").claiming(new Claim("sheet 2", "twice")),
                        in("a").claiming(new Claim("sheet 1", "twice")),
                        in("a"),
                        in("b").claiming(new Claim("sheet 1", "twice")));
        assertThat(folded.order()).containsExactly(0, 3, 1, 2, 4);
        assertThat(folded.named()).containsOnly(entry(2, "twice"), entry(4, "twice"));
    }

    @Test
    void who_was_first_when_items_were_organized_before_stays_the_first() {
        var claims = new Claims();
        ItemState claiming = in("a").claiming(new Claim("sheet 1", "twice"));
        foldWith(claims, Map.of(5, claiming));

        assertThat(foldWith(claims, Map.of(3, claiming)).named()).containsOnly(entry(3, "twice"));
        assertThat(foldWith(claims, Map.of(5, claiming)).named()).isEmpty();
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
        var indexed = new TreeMap<Integer, ItemState>();
        for (ItemState item : List.of(items)) {
            indexed.put(indexed.size(), item);
        }
        return foldWith(new Claims(), indexed);
    }

    private static GroupFold.Folded foldWith(Claims claims, Map<Integer, ItemState> items) {
        var fold = new GroupFold(claims);
        new TreeMap<>(items).forEach(fold::add);
        return fold.fold();
    }
}
