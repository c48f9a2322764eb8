import { h } from 'preact';
import { Empty } from '../ui/elements.js';

export function ReviewPage() {
  return h(Empty, { title: 'ReviewPage' });
}
