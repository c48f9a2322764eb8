package io.batchline.coordinator.state;

import io.batchline.contract.item.Claim;
import io.batchline.contract.item.Decisions;
import io.batchline.contract.stage.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is remembered of an item beside the item itself.
///
/// @param stage the per-item stage it was last released in; organize before the first release
/// @param run the newest release, over both stages; 0 before the first
/// @param attempt the attempt that runs or is next, from 1 in each stage
/// @param notBefore when a retry is due; null unless it is retrying
/// @param group the key that organize found; null for none
/// @param claim what the item alone may be, as organize found it; null for nothing
/// @param separator whether organize found it to be a separator
/// @param cause why it failed; null unless it did
/// @param decided what a person decided of it, if that is nothing yet; null where nobody is asked
public record ItemState(
        ItemStatus status,
        Stage stage,
        int run,
        int attempt,
        @Nullable Instant notBefore,
        @Nullable String group,
        @Nullable Claim claim,
        boolean separator,
        @Nullable String cause,
        @Nullable Decisions decided) {
    /// An item just found.
    public static final ItemState FOUND =
            new ItemState(
                    ItemStatus.WAITING, Stage.ORGANIZE, 0, 1, null, null, null, false, null, null);

    /// Released, or released again, with a new run number. Entering another stage begins at the
    /// first attempt.
    public ItemState released(Stage in) {
        int next = in == stage ? attempt : 1;
        return new ItemState(
                ItemStatus.RELEASED,
                in,
                run + 1,
                next,
                null,
                group,
                claim,
                separator,
                null,
                decided);
    }

    /// Waiting as before its release, first of all that wait.
    public ItemState back() {
        return in(stage == Stage.ORGANIZE ? ItemStatus.WAITING : ItemStatus.ORGANIZED);
    }

    /// Whether it waits to be released in a stage in which it was released before.
    public boolean isBack() {
        return switch (status) {
            case WAITING -> run > 0;
            case ORGANIZED -> stage == Stage.PROCESS;
            case RELEASED, RUNNING, RETRYING, SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    /// Begun anew: what organize found stays.
    public ItemState redriven() {
        return stage == Stage.PROCESS
                ? new ItemState(
                        ItemStatus.ORGANIZED,
                        Stage.ORGANIZE,
                        run,
                        1,
                        null,
                        group,
                        claim,
                        false,
                        null,
                        decided)
                : new ItemState(
                        ItemStatus.WAITING,
                        Stage.ORGANIZE,
                        run,
                        1,
                        null,
                        null,
                        null,
                        false,
                        null,
                        decided);
    }

    public ItemState retrying(Instant due) {
        return new ItemState(
                ItemStatus.RETRYING,
                stage,
                run,
                attempt + 1,
                due,
                group,
                claim,
                separator,
                null,
                decided);
    }

    public ItemState failed(String why) {
        return new ItemState(
                ItemStatus.FAILED,
                stage,
                run,
                attempt,
                null,
                group,
                claim,
                separator,
                why,
                decided);
    }

    /// The same in another status, with nothing due.
    public ItemState in(ItemStatus next) {
        return new ItemState(
                next, stage, run, attempt, null, group, claim, separator, cause, decided);
    }

    public ItemState inGroup(String key) {
        return new ItemState(
                status, stage, run, attempt, notBefore, key, claim, separator, cause, decided);
    }

    public ItemState claiming(@Nullable Claim found) {
        return new ItemState(
                status, stage, run, attempt, notBefore, group, found, separator, cause, decided);
    }

    /// Ended as a separator of that key: no work itself.
    public ItemState separating(String key) {
        return new ItemState(
                ItemStatus.SUCCEEDED, stage, run, attempt, null, key, null, true, null, null);
    }

    /// With what a person decided of it by now.
    public ItemState decided(Decisions all) {
        return new ItemState(
                status, stage, run, attempt, notBefore, group, claim, separator, cause, all);
    }

    /// Ended with a row that a person is asked about.
    public ItemState asked() {
        return decided == null ? decided(Decisions.NONE) : this;
    }

    /// Whether it is kept when its batch has ended: it may be done again.
    public boolean mayComeAgain() {
        return switch (status) {
            case FAILED, CANCELLED -> true;
            case SUCCEEDED -> decided != null;
            case WAITING, RELEASED, RUNNING, RETRYING, ORGANIZED -> false;
        };
    }
}
