// The filters of the list: as they stand in the address, and as the API takes them. Pure.

export const GROUPS = {
  going: ['pending', 'uploading', 'processing', 'paused', 'cancelling'],
  over: ['completed', 'failed', 'cancelled'],
};
export const STATUSES = [...GROUPS.going, ...GROUPS.over];
export const FILTERS = ['q', 'status', 'workload', 'priority', 'since', 'run'];

// `query`: of the address. What is empty or unknown is left out.
export function parameters(query) {
  const asked = {
    q: query.q?.trim().slice(0, 200),
    status: statuses(query.status),
    workload: query.workload,
    priority: query.priority,
    created_after: since(query.since),
    run_id: query.run,
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
}

function statuses(text) {
  if (!text) return '';
  if (text in GROUPS) return GROUPS[text].join(',');
  return text
    .split(',')
    .filter((word) => STATUSES.includes(word))
    .join(',');
}

// A day, `2026-11-23`, begins where the person is.
function since(day) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day ?? '')) return '';
  const begin = new Date(`${day}T00:00:00`);
  return Number.isNaN(begin.getTime()) ? '' : begin.toISOString();
}

export function isFiltered(query) {
  return FILTERS.some((name) => query[name]);
}
