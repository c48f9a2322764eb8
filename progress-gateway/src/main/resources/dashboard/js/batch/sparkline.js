// How fast it went over the last minutes, as a small line. It says its least and most.
import { h } from 'preact';
import { texts } from '../texts.js';
import { rates } from './rates.js';

const [WIDTH, HEIGHT, PIECES] = [96, 24, 32];
const SPAN = 600_000;

export function Sparkline({ samples }) {
  if (samples.length < 3) return null;
  const to = samples.at(-1).t;
  const speeds = rates(samples, Math.max(samples[0].t, to - SPAN), to, PIECES);
  const most = Math.max(...speeds);
  if (speeds.length === 0 || most <= 0) return null;
  const points = speeds.map((speed, at) => {
    const x = (WIDTH * at) / (PIECES - 1);
    const y = HEIGHT - 2 - ((HEIGHT - 4) * speed) / most;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const label = texts.batch.sparkline(Math.min(...speeds).toFixed(1), most.toFixed(1));
  return h(
    'svg',
    { class: 'sparkline', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    h('polygon', { points: `0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}` }),
    h('polyline', { points: points.join(' '), 'vector-effect': 'non-scaling-stroke' }),
  );
}
