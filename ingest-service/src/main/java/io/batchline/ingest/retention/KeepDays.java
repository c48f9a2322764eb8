package io.batchline.ingest.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// For how many days, each [Kept#leastDays] to [Kept#MOST_DAYS], what is kept.
public record KeepDays(Map<Kept, Integer> days) {
    /// The columns of the table `tenants`, in the order of [Kept].
    static final String COLUMNS =
            Arrays.stream(Kept.values())
                    .map(kept -> "t." + kept.field())
                    .collect(Collectors.joining(", "));

    static final KeepDays USUAL = of(Map.of());

    public KeepDays {
        days = Map.copyOf(days);
    }

    /// These, and the usual days of all others.
    static KeepDays of(Map<Kept, Integer> some) {
        var all = new EnumMap<Kept, Integer>(Kept.class);
        for (Kept kept : Kept.values()) {
            all.put(kept, some.getOrDefault(kept, kept.usualDays()));
        }
        return new KeepDays(all);
    }

    /// Of a row with the columns of a tenant, all null where there is none.
    static KeepDays of(ResultSet row) throws SQLException {
        var set = new EnumMap<Kept, Integer>(Kept.class);
        for (Kept kept : Kept.values()) {
            int days = row.getInt(kept.field());
            if (!row.wasNull()) {
                set.put(kept, days);
            }
        }
        return of(set);
    }

    public int of(Kept kept) {
        return days.getOrDefault(kept, kept.usualDays());
    }

    Duration time(Kept kept) {
        return Duration.ofDays(of(kept));
    }
}
