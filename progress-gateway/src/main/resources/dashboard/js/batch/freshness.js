// How new what the page shows is. Pure.

const OLD_AFTER = 5;
const SILENT_AFTER = 20;

// `seconds`: since the newest data came, or null before any. {kind, old}: `old` means that the
// numbers may no longer be true and are shown as such.
export function freshness(connection, seconds, isMoving) {
  const state = connection?.state ?? 'connecting';
  if (state === 'ended') return { kind: 'ended', old: false };
  if (state === 'live' && connection.watchdog) return { kind: 'polling', old: seconds === null || seconds > OLD_AFTER };
  const silent = seconds === null || seconds > SILENT_AFTER;
  if (state === 'live') return { kind: 'live', old: false };
  if (state === 'polling') return { kind: 'polling', old: isMoving && silent };
  return { kind: state, old: seconds === null || seconds > OLD_AFTER };
}
