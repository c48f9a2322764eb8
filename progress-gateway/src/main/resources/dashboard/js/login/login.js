import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { begin } from '../core/session.js';
import { Problem } from '../ui/elements.js';
import { texts } from '../texts.js';

const t = texts.login;

export function Login({ expired }) {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const name = useRef(null);
  const password = useRef(null);
  useEffect(() => {
    document.title = 'Batchline';
    name.current.focus();
  }, []);

  async function submit(event) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await api.login(name.current.value.trim(), password.current.value);
      await begin();
    } catch (refused) {
      setProblem(refused.status === 401 ? t.wrong : refused.message);
      setBusy(false);
      password.current.select();
    }
  }

  return h(
    'form',
    { class: 'card login', onSubmit: submit },
    h('h1', {}, t.title),
    expired && h('p', { class: 'notice', role: 'status' }, t.expired),
    h('label', { for: 'username' }, t.name),
    h('input', { ref: name, id: 'username', autocomplete: 'username', autocapitalize: 'none', required: true }),
    h('label', { for: 'password' }, t.password),
    h('input', { ref: password, id: 'password', type: 'password', autocomplete: 'current-password', required: true }),
    h(Problem, { of: problem }),
    h('button', { class: 'primary', type: 'submit', disabled: busy }, t.button),
    h('p', { class: 'hint' }, t.hint),
  );
}
