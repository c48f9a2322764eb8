// The file that is being sent from this page.
import { h } from 'preact';
import { texts } from '../texts.js';
import { UploadBar, useUpload } from '../upload/upload-bar.js';

export function UploadCard({ batchId }) {
  if (useUpload(batchId) === undefined) return null;
  return h('section', { class: 'card upload', 'aria-label': texts.batch.upload.label }, h(UploadBar, { batchId }));
}
