import * as api from './api.js';
import { h, text } from './dom.js';

export function show(root, { onDone }) {
  const username = h('input', {
    id: 'username',
    name: 'username',
    autocomplete: 'username',
    required: true,
    autocapitalize: 'none',
  });
  const password = h('input', {
    id: 'password',
    name: 'password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
  });
  const error = h('p', { className: 'problem', role: 'alert' });
  const button = h('button', { className: 'primary', type: 'submit' }, 'Log in');

  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    text(error, '');
    try {
      await api.login(username.value.trim(), password.value);
      onDone();
    } catch (refused) {
      text(error, sentence(refused));
      password.select();
    } finally {
      button.disabled = false;
    }
  }

  root.replaceChildren(
    h(
      'form',
      { className: 'card login', onsubmit: submit },
      h('h1', {}, 'Log in'),
      h('label', { htmlFor: 'username' }, 'User name'),
      username,
      h('label', { htmlFor: 'password' }, 'Password'),
      password,
      error,
      button,
      h('p', { className: 'hint' }, 'The first password is printed once when the service starts.'),
    ),
  );
  username.focus();
  return () => {};
}

function sentence(refused) {
  if (refused.status === 401) return 'User name or password is wrong.';
  return refused.message;
}
