package io.batchline.coordinator.live;

/// What is to be done about a record, decided before anything is touched.
public sealed interface Plan {
    Plan NOTHING = new Nothing();

    /// Nothing: a duplicate, or too late.
    record Nothing() implements Plan {}

    /// The steps to take.
    record Steps(Runnable steps) implements Plan {}

    /// It can't be true: a dead letter.
    record Refused(String why) implements Plan {}
}
