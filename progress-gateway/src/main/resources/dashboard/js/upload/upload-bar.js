// An upload as it goes: how far, how fast, how long; it can be paused and goes on.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { bytes, percent, seconds } from '../core/format.js';
import { say } from '../core/say.js';
import * as uploads from '../core/uploads.js';
import { texts } from '../texts.js';
import { Bar } from '../ui/elements.js';

const t = texts.upload;
const REDRAW = 200;

// What is being sent for a batch as it is now; undefined when nothing is. Drawn a few times a second.
export function useUpload(batchId) {
  const [, draw] = useState(0);
  useEffect(() => {
    let timer = null;
    const stop = uploads.onChange(() => {
      timer ??= setTimeout(() => {
        timer = null;
        draw((count) => count + 1);
      }, REDRAW);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [batchId]);
  return uploads.of(batchId);
}

export function UploadBar({ batchId, named = true }) {
  const upload = useUpload(batchId);
  const state = upload?.state;
  useEffect(() => {
    if (state === 'failed') say(upload.error);
  }, [state]);
  if (upload === undefined) return null;
  const { file, loaded } = upload;
  const done = file.size === 0 ? 0 : (100 * loaded) / file.size;
  const going = state === 'sending' || state === 'waiting';
  return h(
    'div',
    { class: 'upload-bar', 'data-state': state },
    h(
      'div',
      { class: 'upload-head' },
      h('span', { class: 'upload-name' }, named ? file.name : t.uploading),
      h('span', { class: 'upload-done' }, percent(done)),
      h('span', { class: 'spacer' }),
      going && h('button', { type: 'button', class: 'quiet', onClick: () => uploads.pause(batchId) }, t.pause),
      !going && h('button', { type: 'button', class: 'quiet', onClick: () => uploads.resume(batchId) }, state === 'failed' ? t.again : t.goOn),
    ),
    h(Bar, { label: t.bar(file.name), percent: done, state: state === 'failed' ? 'failed' : going ? 'running' : 'stalled' }),
    h('p', { class: state === 'failed' ? 'problem' : 'hint' }, lineOf(upload)),
  );
}

function lineOf({ file, loaded, state, error, speed, left }) {
  const sent = t.sent(bytes(loaded), bytes(file.size));
  if (state === 'failed' || state === 'waiting') return `${sent} · ${error}`;
  if (state === 'paused') return `${sent} · ${t.paused}`;
  return [sent, speed !== null && t.speed(bytes(speed)), left !== null && left >= 1 && t.left(seconds(Math.max(1, Math.round(left / 1) )))]
    .filter(Boolean)
    .join(' · ');
}
