package io.batchline.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The clients of a load in a process of their own, so that neither the broker nor the publisher
/// takes a turn of theirs. Orders come on the standard input, answers go to the output.
final class LoadMain {
    private final StreamTally tally = new StreamTally();
    private @Nullable StreamClients clients;

    private LoadMain() {}

    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        var load = new LoadMain();
        var answers = new ObjectOutputStream(System.out);
        answers.flush();
        try {
            var orders = new ObjectInputStream(new BufferedInputStream(System.in));
            while (true) {
                answers.writeObject(load.answer((LoadOrder) orders.readObject()));
                answers.flush();
            }
        } catch (EOFException _) {
            // Nothing more is wanted.
            load.end();
        }
    }

    private LoadAnswer answer(LoadOrder order) {
        try {
            return take(order);
        } catch (IOException | IllegalStateException e) {
            return LoadAnswer.failed(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LoadAnswer.failed(e.toString());
        }
    }

    private LoadAnswer take(LoadOrder order) throws IOException, InterruptedException {
        return switch (order) {
            case LoadOrder.Open open -> {
                clients = new StreamClients(open.server());
                yield LoadAnswer.done(clients().open(asked(open)), 0);
            }
            case LoadOrder.Clear() -> {
                clients().onThread(tally::clear);
                yield LoadAnswer.done(0, 0);
            }
            case LoadOrder.Stall() -> {
                clients().onThread(() -> stalling().forEach(StreamClient::stall));
                yield LoadAnswer.done(0, 0);
            }
            case LoadOrder.Cut() -> {
                clients().onThread(() -> clients().all().forEach(StreamClient::cut));
                yield LoadAnswer.done(0, 0);
            }
            case LoadOrder.ComeBack(long number) ->
                    LoadAnswer.done(clients().comeBack(number), tally.count());
            case LoadOrder.Count() -> LoadAnswer.done(0, tally.count());
            case LoadOrder.Report(List<Long> newest) -> report(newest);
        };
    }

    private StreamClients clients() {
        if (clients == null) {
            throw new IllegalStateException("no stream is open");
        }
        return clients;
    }

    private List<StreamClient> asked(LoadOrder.Open open) {
        var all = new ArrayList<StreamClient>();
        for (int i = 0; i < open.connections(); i++) {
            int head = i % open.heads().size();
            all.add(
                    new StreamClient(
                            open.heads().get(head),
                            i * 37 % 100 < open.stalled(),
                            open.channels(),
                            open.own() ? head : StreamClient.ALL,
                            tally));
        }
        return all;
    }

    private List<StreamClient> stalling() {
        return clients().all().stream().filter(StreamClient::willStall).toList();
    }

    private LoadAnswer report(List<Long> newest) throws InterruptedException {
        var found = new LoadAnswer[1];
        clients().onThread(() -> found[0] = reportNow(newest));
        return found[0];
    }

    private LoadAnswer reportNow(List<Long> newest) {
        List<StreamClient> reading =
                clients().all().stream().filter(each -> !each.willStall()).toList();
        return new LoadAnswer(
                0,
                tally.count(),
                tally.passedOver(),
                tally.at(50),
                tally.at(99),
                (int) reading.stream().filter(each -> isStale(each, newest)).count(),
                (int) reading.stream().filter(each -> each.lost() != null).count(),
                "");
    }

    private static boolean isStale(StreamClient client, List<Long> newest) {
        return IntStream.range(0, newest.size())
                .filter(client::watches)
                .anyMatch(channel -> client.newest(channel) < newest.get(channel));
    }

    private void end() {
        if (clients != null) {
            clients.close();
        }
    }
}
