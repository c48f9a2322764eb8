package io.batchline.stage;

import io.batchline.kafka.KafkaConnection;
import java.util.concurrent.CountDownLatch;

/// A worker in a JVM of its own, to be killed: it claims items, says which it works on, and never
/// finishes one.
final class WorkerProcess {
    private WorkerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        ScriptedWorkload.Work work =
                (item, _) -> {
                    System.out.println("working " + item.index());
                    new CountDownLatch(1).await();
                    return ScriptedWorkload.done();
                };
        var bench = new Workbench(KafkaConnection.plain(arguments[0]));
        var _ = bench.processing(bench.config(4, 2), work);
        new CountDownLatch(1).await();
    }
}
