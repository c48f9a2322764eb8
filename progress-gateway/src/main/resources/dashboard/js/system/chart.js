// A chart: uPlot, fetched when the first one is drawn. Its colours are the page's, and change with them.
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { theme } from '../core/theme.js';
import { useSignal } from '../core/state.js';

let fetched = null;

function fetchUplot() {
  fetched ??= new Promise((resolve, reject) => {
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = '/lib/uPlot.min.css';
    const script = document.createElement('script');
    script.src = '/lib/uPlot.iife.min.js';
    script.onload = () => resolve(window.uPlot);
    script.onerror = () => {
      fetched = null;
      script.remove();
      reject(new Error(script.src));
    };
    document.head.append(sheet, script);
  });
  return fetched;
}

function useDark() {
  const chosen = useSignal(theme);
  const [dark, setDark] = useState(false);
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const look = () => setDark(chosen === 'dark' || (chosen === 'system' && media.matches));
    look();
    media.addEventListener('change', look);
    return () => media.removeEventListener('change', look);
  }, [chosen]);
  return dark;
}

// `options(uPlot, colour)` and `data` as uPlot takes them, `data` the same as long as its numbers
// are. `onPoint` is told the index that is pointed at, or null. `name` says what the chart shows;
// the numbers themselves stand in a table beside it.
export function Chart({ name, options, data, onPoint = () => {} }) {
  const box = useRef(null);
  const [uPlot, setUplot] = useState(null);
  const dark = useDark();
  useEffect(() => {
    let there = true;
    fetchUplot().then(
      (found) => there && setUplot(() => found),
      () => {}, // The table has the numbers.
    );
    return () => (there = false);
  }, []);
  useEffect(() => {
    if (uPlot === null) return undefined;
    const style = getComputedStyle(document.documentElement);
    const colour = (token) => style.getPropertyValue(token).trim();
    const size = () => ({ width: box.current.clientWidth, height: box.current.clientHeight });
    const drawn = new uPlot(
      {
        ...size(),
        ...options(uPlot, colour),
        hooks: { setCursor: [(chart) => onPoint(chart.cursor.left >= 0 ? chart.cursor.idx : null)] },
      },
      data,
      box.current,
    );
    const watcher = new ResizeObserver(() => drawn.setSize(size()));
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      drawn.destroy();
    };
  }, [uPlot, data, dark]);
  return h('div', { class: 'chart', ref: box, role: 'img', 'aria-label': name });
}
