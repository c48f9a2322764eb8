package io.batchline.workload.rehearsal;

import io.batchline.contract.id.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What one instance of the workload wrote down.
///
/// @param process the operating system's id of its process
/// @param spells in the order in which they began
public record LedgerPage(long process, List<Spell> spells) {
    static final String SUFFIX = ".ledger";
    static final String BEGINS = "begins";
    static final String ENDS = "ends";

    public LedgerPage {
        spells = List.copyOf(spells);
    }

    /// One item's work.
    ///
    /// @param ended empty while it runs, and for ever when its process was killed
    public record Spell(JobId item, Instant began, Optional<Instant> ended) {}

    /// The page with what began later alone.
    public LedgerPage since(Instant from) {
        return new LedgerPage(
                process, spells.stream().filter(it -> it.began().isAfter(from)).toList());
    }

    /// Every page of the folder as it is now.
    public static List<LedgerPage> readAll(Path folder) throws IOException {
        var pages = new ArrayList<LedgerPage>();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
        for (Path file : files) {
            pages.add(read(file));
        }
        return pages;
    }

    private static LedgerPage read(Path file) throws IOException {
        String name = file.getFileName().toString();
        Map<String, Instant> open = new HashMap<>();
        var spells = new ArrayList<Spell>();
        String text = Files.readString(file);
        // The last line may be on its way.
        List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            Instant at = Instant.EPOCH.plus(Duration.ofNanos(Long.parseLong(words[1]) * 1000));
            if (words[0].equals(BEGINS)) {
                open.put(words[2], at);
            } else {
                Instant began = Optional.ofNullable(open.remove(words[2])).orElse(at);
                spells.add(new Spell(new JobId(words[2]), began, Optional.of(at)));
            }
        }
        open.forEach((item, at) -> spells.add(new Spell(new JobId(item), at, Optional.empty())));
        spells.sort(Comparator.comparing(Spell::began));
        return new LedgerPage(Long.parseLong(name.substring(0, name.indexOf('-'))), spells);
    }

    /// How many spells ran at the same time, at the most.
    ///
    /// @param endsOf when the unended ones of a page's process ended: with its death, or not yet
    public static int mostAtOnce(
            List<LedgerPage> pages, Predicate<JobId> items, Map<Long, Instant> endsOf) {
        record Change(Instant at, int by) {}
        var changes = new ArrayList<Change>();
        for (LedgerPage page : pages) {
            Instant end = endsOf.getOrDefault(page.process(), Instant.MAX);
            for (Spell spell : page.spells()) {
                if (items.test(spell.item())) {
                    changes.add(new Change(spell.began(), 1));
                    changes.add(new Change(spell.ended().orElse(end), -1));
                }
            }
        }
        changes.sort(Comparator.comparing(Change::at).thenComparingInt(Change::by));
        int now = 0;
        int most = 0;
        for (Change change : changes) {
            now += change.by();
            most = Math.max(most, now);
        }
        return most;
    }
}
