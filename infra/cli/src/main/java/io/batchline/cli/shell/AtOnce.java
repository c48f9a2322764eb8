package io.batchline.cli.shell;

import io.batchline.client.AnswerException;
import io.batchline.client.Breaks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several pieces of work, each on a virtual thread, one's failure leaving the others alone.
public final class AtOnce {
    private AtOnce() {}

    /// One piece of work.
    @FunctionalInterface
    public interface Work {
        ExitCode run() throws IOException, InterruptedException;
    }

    /// Where a failure is told.
    @FunctionalInterface
    public interface Complaint {
        /// @param index of the work that failed
        void about(int index, String sentence);
    }

    /// Runs all of them to their ends.
    ///
    /// @return the worst of them
    /// @throws RuntimeException what is no failure but a bug in one of them, when all have ended
    public static ExitCode run(List<? extends Work> works, Complaint complaint)
            throws InterruptedException {
        List<ExitCode> ends = new ArrayList<>();
        List<RuntimeException> bugs = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ExitCode>> running =
                    works.stream().map(work -> threads.submit(work::run)).toList();
            try {
                for (int at = 0; at < running.size(); at++) {
                    try {
                        ends.add(end(at, running.get(at), complaint));
                    } catch (RuntimeException e) {
                        bugs.add(e);
                    }
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
        if (!bugs.isEmpty()) {
            bugs.stream().skip(1).forEach(bugs.getFirst()::addSuppressed);
            throw bugs.getFirst();
        }
        return ExitCode.worst(ends);
    }

    private static ExitCode end(int index, Future<ExitCode> running, Complaint complaint)
            throws InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            complaint.about(index, sentence(e.getCause() == null ? e : e.getCause()));
            return ExitCode.ERROR;
        }
    }

    /// A failure in words; a bug is thrown again, so that its trace is seen.
    public static String sentence(Throwable failure) {
        return switch (failure) {
            case AnswerException e when e.isUnauthenticated() ->
                    "%s%nlog in again: batchline login".formatted(e.getMessage());
            case AnswerException e -> String.valueOf(e.getMessage());
            case IOException e -> Breaks.sentence(e);
            case IllegalArgumentException e -> String.valueOf(e.getMessage());
            case IllegalStateException e -> String.valueOf(e.getMessage());
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError("a fault of this program", failure);
        };
    }
}
