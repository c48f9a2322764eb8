// When each stage began and ended, as parts of the time that a batch took. Pure.

// {from, to, rows: [{stage, label, state, start, end, left, width}]}: times in ms, left and width in
// percent of the whole; null where no stage has begun.
export function timeline(stages, createdAt, now) {
  const begun = stages.filter((stage) => stage.started_at !== null);
  if (begun.length === 0) return null;
  const begin = (stage) => Date.parse(stage.started_at);
  const end = (stage) =>
    stage.finished_at !== null
      ? Date.parse(stage.finished_at)
      : stage.state === 'running'
        ? Math.max(now, begin(stage))
        : begin(stage) + 1000 * (stage.seconds ?? 0);
  const from = Math.min(Date.parse(createdAt), ...begun.map(begin));
  const to = Math.max(from + 1, ...begun.map(end));
  const part = (ms) => (100 * ms) / (to - from);
  return {
    from,
    to,
    rows: begun.map((stage) => ({
      stage: stage.stage,
      label: stage.label,
      state: stage.state,
      start: begin(stage),
      end: stage.state === 'running' ? null : end(stage),
      left: part(begin(stage) - from),
      width: part(end(stage) - begin(stage)),
    })),
  };
}
