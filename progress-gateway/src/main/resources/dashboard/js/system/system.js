import { h } from 'preact';
import { Empty } from '../ui/elements.js';

export function SystemPage() {
  return h(Empty, { title: 'SystemPage' });
}
