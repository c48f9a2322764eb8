package io.batchline.database;

import java.time.Duration;

/// How far apart groups begin. While few ask at the same time nobody waits for company; where
/// hundreds come in a second, each message to the database takes along those of some milliseconds.
///
/// @param few so many in the last group are no crowd
/// @param each how much longer the next group gathers for each member that the last one had
/// @param most it never gathers longer
record Gathering(int few, Duration each, Duration most) {
    /// A commit waits for the disk anyhow.
    static final Gathering WRITES = new Gathering(4, Duration.ofMillis(1), Duration.ofMillis(5));

    static final Gathering READS = new Gathering(2, Duration.ofMillis(1), Duration.ofMillis(2));

    /// Between the beginnings of a group of so many and of the next.
    Duration after(int members) {
        if (members <= few) {
            return Duration.ZERO;
        }
        Duration wished = each.multipliedBy(members);
        return wished.compareTo(most) < 0 ? wished : most;
    }
}
