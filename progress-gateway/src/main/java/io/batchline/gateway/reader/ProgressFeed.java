package io.batchline.gateway.reader;

import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressKey;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.gateway.hub.Board;
import io.batchline.reader.RecordListener;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Headlines for the board: a worker's own counts are not for the stream, so of them no more than
/// the key is read. What deletes a headline deletes the batch, of which this may be all that was
/// read.
final class ProgressFeed implements RecordListener {
    private final Board board;
    private final ProgressText text = new ProgressText();

    ProgressFeed(Board board) {
        this.board = board;
    }

    @Override
    public void onRecord(ConsumerRecord<byte[], byte[]> record) {
        try {
            ProgressKey key = Topics.PROGRESS.keys().decode(record.key());
            if (record.value() == null) {
                board.forgetUnspokenOf(key.batchId());
            } else if (key.worker() == null) {
                board.onProgress(record.offset(), progress(key, record.value()));
            }
        } catch (UnreadableRecordException e) {
            Feed.passOver(record, e);
        }
    }

    private Progress progress(ProgressKey key, byte[] value) throws UnreadableRecordException {
        Optional<Progress> read = text.read(value, key.batchId());
        return read.isPresent() ? read.get() : Topics.PROGRESS.values().decode(value);
    }
}
