package io.batchline.stage;

import io.batchline.contract.stage.FailureKind;
import org.apache.kafka.clients.producer.ProducerRecord;

/// How a claimed task ends.
sealed interface Ending {
    /// The work is done.
    ///
    /// @param event what says so
    record Done(ProducerRecord<byte[], byte[]> event) implements Ending {}

    /// The work failed.
    record Failed(FailureKind kind, String cause, String message) implements Ending {
        private static final int LONGEST_MESSAGE = 2000;

        public Failed {
            if (message.length() > LONGEST_MESSAGE) {
                message = message.substring(0, LONGEST_MESSAGE);
            }
        }
    }

    /// The task is given back, no attempt is lost.
    record Returned() implements Ending {}
}
