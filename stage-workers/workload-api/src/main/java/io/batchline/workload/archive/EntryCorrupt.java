package io.batchline.workload.archive;

/// The bytes of one entry are not what the directory promises, or too many; the rest of the archive
/// may be read.
public final class EntryCorrupt extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final String message;

    EntryCorrupt(Fault fault, String entry, String what) {
        String whole = "entry '%s' %s (rule %s)".formatted(ShownName.of(entry), what, fault.id());
        super(whole);
        this.message = whole;
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /// A sentence for people that names the entry, the rule and the limit.
    public String message() {
        return message;
    }

    /// What is wrong with an entry's bytes. The ids never change.
    public enum Fault {
        TRUNCATED("entry_truncated"),
        BAD_HEADER("entry_bad_header"),
        BAD_DATA("entry_bad_data"),
        WRONG_SIZE("entry_wrong_size"),
        WRONG_CRC("entry_wrong_crc"),
        TOO_LARGE("entry_too_large");

        private final String id;

        Fault(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }
}
