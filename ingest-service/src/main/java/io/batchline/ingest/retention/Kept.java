package io.batchline.ingest.retention;

import java.util.Locale;

/// What a tenant may say of how long it is kept.
public enum Kept {
    /// What was uploaded or given, and what was noted of its inside.
    SOURCES(90),
    /// Rows, files, pictures, doubtful fields and what was decided of them.
    RESULTS(365),
    /// The whole batch.
    HISTORY(730),
    /// What stays of a batch in numbers.
    ANALYTICS(1_100),
    /// The lines of who did what.
    AUDIT(400, 30);

    /// Days that any of it may be kept: a hundred years.
    public static final int MOST_DAYS = 36_500;

    private final int usualDays;
    private final int leastDays;

    Kept(int usualDays) {
        this(usualDays, 1);
    }

    Kept(int usualDays, int leastDays) {
        this.usualDays = usualDays;
        this.leastDays = leastDays;
    }

    /// Fewer can't be chosen: who had stolen a key could have what it did forgotten at once.
    public int leastDays() {
        return leastDays;
    }

    /// For tenants that say nothing.
    public int usualDays() {
        return usualDays;
    }

    /// Its name in requests and answers, and of its column.
    public String field() {
        return "keep_%s_days".formatted(name().toLowerCase(Locale.ROOT));
    }
}
