// Tells the page of progress and of items so many times, ten times a second; done when that is over.
(times) =>
  new Promise((resolve) => {
    const total = 12_000;
    const changes = 40;
    let turn = 0;
    const timer = setInterval(() => {
      const processed = 100 + turn * changes;
      const timestamp = new Date().toISOString();
      window.stream.onProgress({
        batch_id: 'b1',
        stage: 'processing_sheets',
        stage_label: 'Reading sheets',
        message: `Progress: ${processed}/${total} sheets`,
        progress_percentage: (100 * processed) / total,
        batch_percentage: 26 + (60 * processed) / total,
        items_total: total,
        items_processed: processed,
        items_failed: Math.floor(processed / 100),
        items_running: 8,
        elapsed_seconds: 60 + turn / 10,
        stage_elapsed_seconds: 30 + turn / 10,
        eta_seconds: (total - processed) / 400,
        throughput_per_second: 400,
        stalled: false,
        waiting_reason: null,
        timestamp,
      });
      for (let n = 0; n < changes; n += 1) {
        const index = turn % 2 === 0 ? n % 12 : (turn * changes + n) % total;
        window.stream.onItem?.({
          batch_id: 'b1',
          job_id: `b1.${index}`,
          index,
          stage: 'processing_sheets',
          state: n % 2 === 0 ? 'running' : 'succeeded',
          attempts: 1,
          phase: null,
          phases: null,
          phase_message: null,
          error: null,
          worker: 'w1',
          timestamp,
        });
      }
      turn += 1;
      if (turn === times) {
        clearInterval(timer);
        resolve(processed);
      }
    }, 100);
  })
