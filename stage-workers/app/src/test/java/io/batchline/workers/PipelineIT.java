package io.batchline.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PipelineIT {
    @TempDir private Path folder;

    @Test
    void a_batch_goes_through_all_stages_to_csv_and_database() throws Exception {
        try (var pipeline = new Pipeline(folder);
                var _ = pipeline.start("one", Duties.ALL)) {
            // when
            BatchId id =
                    pipeline.submit(
                            List.of("7", "a:x", "bad", "-- g", "=1+1", "b:y", "huge", "-3", "z"));
            Batch batch = pipeline.ended(id);

            // then
            assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(pipeline.lines(batch, "results.csv"))
                    .hasSize(8)
                    .startsWith(
                            "job_id,file,group,qr_text,score,zz,aaaa",
                            id + ".000000,line-1,,,7,7,1",
                            id + ".000001,line-2,a,,,a:x,3",
                            id + ".000004,line-5,g,,,'=1+1,4",
                            id + ".000005,line-6,b,,,b:y,3")
                    .endsWith(id + ".000007,line-8,g,,,-3,2", id + ".000008,line-9,g,,,z,1");
            assertThat(pipeline.lines(batch, "errors.csv"))
                    .containsExactly(
                            "job_id,file,cause,message,attempts",
                            id + ".000002,line-3,bad_line,line-3 is bad,1");
            assertThat(
                            pipeline.query(
                                    "select row_number, file, group_key, score from results order by 1"))
                    .containsExactly(
                            "1|line-1|null|7",
                            "2|line-2|a|null",
                            "3|line-5|g|null",
                            "4|line-6|b|null",
                            "5|line-7|g|null",
                            "6|line-8|g|null",
                            "7|line-9|g|null");
            assertThat(pipeline.query("select generation, rows from loads")).containsExactly("1|7");
            assertThat(pipeline.query("select status from batch_states"))
                    .containsExactly("completed");
        }
    }

    @Test
    void a_thousand_items_each_have_one_row() throws Exception {
        try (var pipeline = new Pipeline(folder);
                var _ = pipeline.start("one", Duties.ALL)) {
            BatchId id =
                    pipeline.submit(
                            IntStream.range(0, 1000).mapToObj(Integer::toString).toList());
            Batch batch = pipeline.ended(id);
            assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(pipeline.query("select count(*), sum(score) from results"))
                    .containsExactly("1000|499500");
            System.out.println(batch.stages());
        }
    }
}
