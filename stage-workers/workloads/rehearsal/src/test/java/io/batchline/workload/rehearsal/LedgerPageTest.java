package io.batchline.workload.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.JobId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerPageTest {
    private static final JobId ONE = new JobId("b.000001");
    private static final JobId TWO = new JobId("b.000002");

    @Test
    void what_is_written_is_read(@TempDir Path folder) throws Exception {
        // given
        Ledger ledger = Ledger.in(folder);

        // when
        ledger.begins(ONE);
        ledger.begins(TWO);
        ledger.ends(ONE);

        // then
        List<LedgerPage> pages = LedgerPage.readAll(folder);
        assertThat(pages).hasSize(1);
        LedgerPage page = pages.getFirst();
        assertThat(page.process()).isEqualTo(ProcessHandle.current().pid());
        assertThat(page.spells()).extracting(LedgerPage.Spell::item).containsExactly(ONE, TWO);
        assertThat(page.spells().getFirst().ended()).isPresent();
        assertThat(page.spells().getLast().ended()).isEmpty();
    }

    @Test
    void overlaps_are_counted_over_pages_and_a_killed_process_ends_what_it_had() {
        // given
        LedgerPage killed = page(1, spell(ONE, 10, Optional.empty()));
        LedgerPage other =
                page(2, spell(TWO, 20, Optional.of(30L)), spell(ONE, 40, Optional.of(50L)));
        List<LedgerPage> pages = List.of(killed, other);

        // then
        assertThat(LedgerPage.mostAtOnce(pages, _ -> true, Map.of())).isEqualTo(2);
        assertThat(LedgerPage.mostAtOnce(pages, _ -> true, Map.of(1L, at(20)))).isOne();
        assertThat(LedgerPage.mostAtOnce(pages, ONE::equals, Map.of(1L, at(40)))).isOne();
    }

    private static LedgerPage page(long process, LedgerPage.Spell... spells) {
        return new LedgerPage(process, List.of(spells));
    }

    private static LedgerPage.Spell spell(JobId item, long from, Optional<Long> until) {
        return new LedgerPage.Spell(item, at(from), until.map(LedgerPageTest::at));
    }

    private static Instant at(long second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}
