// A view that keeps its own elements: `show(root, properties)` fills an element and gives what ends it.
import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export function Imperative({ show, ...properties }) {
  const root = useRef(null);
  useEffect(() => show(root.current, properties), []);
  return h('div', { ref: root });
}
