// Asks before what can't be undone. The browser's own dialog element keeps the focus and Escape.
import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Action } from './elements.js';
import { texts } from '../texts.js';

// Open while it is drawn. `onClose` is called on Escape, on Cancel and after `confirm.run`, unless that
// gives true: then there is something to tell.
export function Dialog({ title, children, confirm = null, onClose, onProblem, class: kind = '' }) {
  const element = useRef(null);
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      if (dialog.open) dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return h(
    'dialog',
    {
      ref: element,
      class: `dialog ${kind}`,
      'aria-labelledby': 'dialog-title',
      onCancel: (event) => {
        event.preventDefault();
        onClose();
      },
    },
    h('h2', { id: 'dialog-title' }, title),
    h('div', { class: 'dialog-body' }, children),
    h(
      'div',
      { class: 'dialog-foot' },
      h('button', { type: 'button', onClick: onClose }, confirm?.keep ?? texts.close),
      confirm &&
        h(
          Action,
          {
            class: confirm.danger ? 'danger-fill' : 'primary',
            disabled: confirm.disabled,
            onProblem,
            run: async () => {
              if ((await confirm.run()) !== true) onClose();
            },
          },
          confirm.label,
        ),
    ),
  );
}
