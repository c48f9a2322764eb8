// The file that is being sent from this page.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { bytes } from '../core/format.js';
import * as uploads from '../core/uploads.js';
import { Bar } from '../ui/elements.js';
import { texts } from '../texts.js';

const t = texts.batch.upload;

export function UploadCard({ batchId }) {
  const [, draw] = useState(0);
  useEffect(() => uploads.onChange(() => draw((turn) => turn + 1)), [batchId]);
  const upload = uploads.of(batchId);
  if (!upload) return null;
  const { file, loaded } = upload;
  const failed = upload.state === 'failed';
  const percent = file.size === 0 ? 0 : (100 * loaded) / file.size;
  return h(
    'section',
    { class: 'card upload', 'aria-label': t.label },
    h(
      'div',
      { class: 'upload-line' },
      h('span', { role: failed ? 'alert' : null, class: failed ? 'problem' : '' }, failed ? t.failed(file.name, upload.error) : t.sending(file.name, bytes(loaded), bytes(file.size))),
      failed && h('button', { type: 'button', class: 'quiet', onClick: () => uploads.send(batchId, file) }, t.again),
    ),
    h(Bar, { label: t.label, percent, state: failed ? 'failed' : 'running' }),
  );
}
