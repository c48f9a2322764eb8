// How the system is, in one sentence: what is wrong first, and what is done about it by whom.

const PER_STAGE = 'workers_';

// The checks that stand for themselves; those of each stage's workers are in the table of stages.
export const dependencies = (ready) => ready.checks.filter((check) => !check.name.startsWith(PER_STAGE));

const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);

// {batches: {waiting, running, paused}, items: {waiting, running}} of all priorities.
export function totals(queue) {
  const lines = queue.priorities;
  return {
    batches: {
      waiting: sum(lines, (line) => line.batches_waiting),
      running: sum(lines, (line) => line.batches_running),
      paused: sum(lines, (line) => line.batches_paused),
    },
    items: { waiting: sum(lines, (line) => line.items_waiting), running: sum(lines, (line) => line.items_running) },
  };
}

// {state: 'bad' | 'warn' | 'good', kind, …}: what the sentence is made of. What is down comes
// before what nobody works on, and that before how much there is to do. Without workers of a stage
// nothing is lost as long as there is no work.
export function verdict(ready, queue) {
  const down = dependencies(ready).filter((check) => check.status === 'down');
  if (down.length > 0) return { state: 'bad', kind: 'down', checks: down };
  const work = totals(queue);
  const { waiting, running } = work.batches;
  const missing = dependencies(ready).filter((check) => check.status === 'missing');
  const idle = queue.stages.filter((stage) => stage.workers_alive === 0);
  if (missing.length + idle.length > 0) {
    const state = waiting + running > 0 ? 'bad' : 'warn';
    return { state, kind: 'unmanned', stages: idle.map((each) => each.stage), checks: missing, work };
  }
  if (ready.status !== 'up') return { state: 'bad', kind: 'notReady' };
  return { state: 'good', kind: waiting + running > 0 ? 'working' : 'idle', work };
}
