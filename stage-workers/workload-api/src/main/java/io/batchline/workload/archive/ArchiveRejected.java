package io.batchline.workload.archive;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The archive as a whole is refused: nothing in it may be used.
public final class ArchiveRejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final ArchiveRule rule;
    private final @Nullable String entry;
    private final String message;

    private ArchiveRejected(ArchiveRule rule, @Nullable String entry, String message) {
        String whole = message + " (rule " + rule.id() + ")";
        super(whole);
        this.message = whole;
        this.rule = rule;
        this.entry = entry;
    }

    static ArchiveRejected whole(ArchiveRule rule, String message) {
        return new ArchiveRejected(rule, null, message);
    }

    /// @param what continues the sentence "entry 'name' …"
    static ArchiveRejected entry(ArchiveRule rule, String entry, String what) {
        String shown = ShownName.of(entry);
        return new ArchiveRejected(rule, shown, "entry '" + shown + "' " + what);
    }

    public ArchiveRule rule() {
        return rule;
    }

    /// A sentence for people that names the entry, the rule and the limit.
    public String message() {
        return message;
    }

    /// The entry that breaks the rule, made safe to show; empty where the archive itself does.
    public Optional<String> entry() {
        return Optional.ofNullable(entry);
    }
}
