// How fast a stage is, and when it will be done. Pure: made of samples {t: ms, done: items}, oldest first.

const RECENT_MS = 120_000;
const PIECES = 8;
const LEAST_PIECES = 4;

// Adds a sample; one that is older than the last, or goes back, begins anew (another stage, a retry).
export function sampled(samples, sample, most = 1000) {
  const last = samples.at(-1);
  if (last && sample.t < last.t) return samples;
  if (last && sample.done < last.done) return [sample];
  if (last && sample.t === last.t) return [...samples.slice(0, -1), sample];
  return [...samples.slice(samples.length >= most ? 1 : 0), sample];
}

function doneAt(samples, t) {
  const next = samples.findIndex((sample) => sample.t >= t);
  if (next < 0) return samples.at(-1).done;
  if (next === 0) return samples[0].done;
  const [from, to] = [samples[next - 1], samples[next]];
  return from.done + ((to.done - from.done) * (t - from.t)) / (to.t - from.t);
}

// Items per second in `pieces` equal pieces of the time between `from` and `to`.
export function rates(samples, from, to, pieces) {
  if (samples.length < 2 || to <= from) return [];
  const width = (to - from) / pieces;
  return Array.from({ length: pieces }, (_, piece) => {
    const begin = from + piece * width;
    return (1000 * (doneAt(samples, begin + width) - doneAt(samples, begin))) / width;
  });
}

function quantile(sorted, part) {
  const at = (sorted.length - 1) * part;
  const below = Math.floor(at);
  const above = Math.ceil(at);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}

// Seconds until `left` more are done: {low, likely, high}, from how much the speed of the last two
// minutes varied. `high` is null where it stood still for part of it: then nobody can say. Null
// while too little is known.
export function etaBand(samples, left, now) {
  if (samples.length < 2 || left <= 0) return null;
  const from = Math.max(samples[0].t, now - RECENT_MS);
  // What is not known yet counts as nothing done only where the silence is longer than a piece.
  const last = samples.at(-1).t;
  const to = now - last > (now - from) / PIECES ? now : last;
  const recent = rates(samples, from, to, PIECES);
  if (recent.filter((rate) => rate > 0).length < LEAST_PIECES) return null;
  const sorted = [...recent].sort((a, b) => a - b);
  const mean = recent.reduce((sum, rate) => sum + rate, 0) / recent.length;
  const slow = Math.min(quantile(sorted, 0.2), mean);
  const fast = Math.max(quantile(sorted, 0.8), mean);
  return { low: left / fast, likely: left / mean, high: slow > 0 ? left / slow : null };
}
