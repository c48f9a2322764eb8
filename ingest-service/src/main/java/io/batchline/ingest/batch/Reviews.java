package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Decisions;
import io.batchline.database.Transactions;
import io.batchline.ingest.batch.ReviewOutcome.Accepted;
import io.batchline.ingest.batch.ReviewOutcome.NotNow;
import io.batchline.ingest.batch.ReviewOutcome.Recorded;
import io.batchline.ingest.batch.ReviewOutcome.Unchanged;
import io.batchline.ingest.batch.ReviewRules.News;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// What people decide of doubtful fields. A decision is written down together with the command that
/// has its item read again; like a retry that opens a generation of the batch.
public final class Reviews {
    private final Transactions transactions;
    private final Clock clock;

    public Reviews(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// Takes decisions on a completed batch. The same ones again change nothing.
    ///
    /// @param regenerate whether the results are written again, with all that was decided since
    ///   they were written last
    public ReviewOutcome decide(
            BatchId batch, List<Decision> decisions, boolean regenerate, String by)
            throws SQLException {
        Instant now = clock.instant();
        return transactions.run(connection -> {
            var rows = new ReviewRows(connection, batch);
            Optional<ReviewRows.Standing> found = rows.lock();
            if (found.isEmpty()) {
                return new NotNow("the batch is deleted", false);
            }
            ReviewRows.Standing standing = found.get();
            Optional<NotNow> why = standing.whyNot();
            if (why.isPresent()) {
                return why.get();
            }
            List<JobId> items = decisions.stream().map(Decision::jobId).distinct().toList();
            var rules = new ReviewRules(rows.doubts(items), rows.decided(items));
            Optional<ReviewOutcome.Refused> refused = rules.refused(decisions);
            if (refused.isPresent()) {
                return refused.get();
            }
            List<News> news = rules.news(decisions);
            if (news.isEmpty() && !(regenerate && rows.areResultsOld())) {
                return new Unchanged();
            }
            if (regenerate && rows.areItemsUnread()) {
                return new NotNow(
                        "what was decided a moment ago is still being read: ask again", true);
            }
            int generation = standing.generation() + 1;
            for (News each : news) {
                rows.write(each, by, now, generation);
            }
            rows.ask(generation, now);
            OutgoingCommands.add(
                    connection, command(batch, generation, rules, news, regenerate, by, now));
            return new Accepted(
                    generation,
                    news.stream()
                            .map(each -> new Recorded(each.decision(), each.before(), by, now))
                            .toList());
        });
    }

    private static BatchCommand command(
            BatchId batch,
            int generation,
            ReviewRules rules,
            List<News> news,
            boolean regenerate,
            String by,
            Instant now) {
        List<BatchCommand.Decided> items =
                news.stream()
                        .map(each -> each.decision().jobId())
                        .distinct()
                        .map(item ->
                                new BatchCommand.Decided(
                                        item, new Decisions(rules.all(item, news))))
                        .toList();
        return new BatchCommand.Review(batch, generation, items, regenerate, by, now);
    }
}
