package io.batchline.workload.sheets.print;

/// A roster breaks a rule, so nothing is printed by it.
final class RosterRejected extends Exception {
    private static final long serialVersionUID = 1L;

    RosterRejected(String message) {
        super(message);
    }

    RosterRejected(long line, String rule) {
        super("line %d: %s".formatted(line, rule));
    }
}
