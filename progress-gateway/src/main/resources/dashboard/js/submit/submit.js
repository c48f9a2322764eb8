import { h } from 'preact';
import { Empty } from '../ui/elements.js';

export function SubmitPage() {
  return h(Empty, { title: 'SubmitPage' });
}
