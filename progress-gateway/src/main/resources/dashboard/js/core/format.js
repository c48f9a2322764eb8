const whole = new Intl.NumberFormat('en');
const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const clocks = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const times = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export function count(number) {
  return whole.format(number);
}

export function percent(value) {
  // Never rounded up to a 100 that is not reached.
  if (value >= 100) return '100 %';
  return `${Math.floor(value)} %`;
}

export function seconds(value) {
  if (value === null || value === undefined) return '';
  if (value < 10) return `${value.toFixed(1)} s`;
  const rounded = Math.round(value);
  if (rounded < 60) return `${rounded} s`;
  const minutes = Math.floor(rounded / 60);
  if (minutes < 60) return `${minutes} min ${String(rounded % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

// An estimate: tenths of a second would promise too much.
export function estimate(value) {
  if (value === null || value === undefined || value < 0.5) return '';
  return value < 9.5 ? `${Math.round(value)} s` : seconds(Math.max(10, value));
}

export function bytes(value) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let size = value;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size >= 100 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

export function time(iso) {
  return times.format(new Date(iso));
}

// The time of day of an instant in ms: 14:20.
export function clock(ms) {
  return clocks.format(ms);
}

export function ago(iso) {
  const passed = (Date.now() - Date.parse(iso)) / 1000;
  if (passed < 45) return 'just now';
  if (passed < 3600) return `${Math.max(1, Math.round(passed / 60))} min ago`;
  if (passed < 86400) return `${Math.round(passed / 3600)} h ago`;
  return dates.format(new Date(iso));
}

// Whether all that it is to work on is there, and nothing happens until somebody starts it.
export function waitsForStart(batch) {
  return batch.status === 'pending' && batch.waiting_reason === 'waiting for start';
}

export function isOver(id) {
  return id === 'completed' || id === 'failed' || id === 'cancelled';
}

// For scales: 1,200 is 1.2K.
const shortened = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export function short(number) {
  return shortened.format(number);
}

const days = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

// A day in UTC, as `2026-11-23`.
export function day(iso) {
  return days.format(new Date(iso));
}

const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

// Of 0 to 1. Never rounded up to a 100 % that is not reached.
export function share(part) {
  return `${tenths.format(part >= 1 ? 100 : Math.min(part * 100, 99.9))} %`;
}

export function rate(perSecond) {
  return perSecond >= 100 ? whole.format(Math.round(perSecond)) : perSecond.toPrecision(2);
}

const moments = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

// To the second, for logs.
export function moment(iso) {
  return moments.format(new Date(iso));
}
