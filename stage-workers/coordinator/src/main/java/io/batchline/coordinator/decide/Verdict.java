package io.batchline.coordinator.decide;

/// What an event makes of a state.
public sealed interface Verdict<S> {
    /// Nothing: a duplicate, or of an older run.
    record Stale<S>() implements Verdict<S> {}

    /// A sign of life and nothing else.
    record Alive<S>() implements Verdict<S> {}

    /// The state is another now.
    record Changed<S>(S next) implements Verdict<S> {}

    /// It can't have happened: the record is a dead letter.
    record Impossible<S>(String why) implements Verdict<S> {}
}
