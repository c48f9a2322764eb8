// How long a batch will take, from how the workload's batches went lately and what goes before it. Pure.

const ORDER = ['urgent', 'high', 'normal', 'low'];

// `items` that it will have; `figures`: the workload's own of the analytics, null where it had none;
// `queue`: as the API says; `priority` of the batch. Gives {seconds, ahead, batches}, null where
// nothing is known. `ahead`: items that are waiting or running and of the same priority or above.
export function predicted({ items, figures, queue, priority }) {
  const pace = figures?.throughput_per_second;
  if (!(pace > 0) || !(items > 0)) return null;
  const before = queue?.priorities.filter((line) => ORDER.indexOf(line.priority) <= ORDER.indexOf(priority)) ?? [];
  const ahead = before.reduce((sum, line) => sum + line.items_waiting + line.items_running, 0);
  return { seconds: (items + ahead) / pace, ahead, batches: figures.batches.total };
}

// Rounded as far as a prediction is good: {low, high} seconds.
export function band(seconds) {
  const low = seconds * 0.7;
  const high = seconds * 1.5;
  return { low: rounded(low), high: Math.max(rounded(high), rounded(low)) };
}

function rounded(seconds) {
  const steps = [[30, 5], [120, 15], [600, 60], [3600, 300], [Infinity, 1800]];
  const [, step] = steps.find(([below]) => seconds < below);
  return Math.max(step, Math.round(seconds / step) * step);
}
