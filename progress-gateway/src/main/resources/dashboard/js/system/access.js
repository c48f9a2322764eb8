// Who may use the service: people, and keys for programs.
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { session } from '../core/session.js';
import { useSignal } from '../core/state.js';
import * as format from '../core/format.js';
import { Ask, Field, List, Secret, useRows } from './lists.js';
import * as calls from './calls.js';
import { texts } from '../texts.js';

const t = texts.system.access;
const ROLES = Object.entries(t.roles);
const SHORTEST = 12;

function NewUser({ onClose, onDone }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState('viewer');
  return h(
    Ask,
    {
      title: t.newUser,
      label: t.addUser,
      ready: username.trim() !== '' && password.length >= SHORTEST,
      run: () => calls.addUser({ username: username.trim(), password, role }).then(onDone),
      onClose,
    },
    h(Field, { id: 'new-name', name: t.name, value: username, onValue: setUsername, maxLength: 64, autocapitalize: 'none' }),
    h(Field, { id: 'new-password', name: t.password, kind: 'password', value: password, onValue: setPassword, hint: t.passwordHint, autocomplete: 'new-password' }),
    h(Field, { id: 'new-role', name: t.role, kind: 'select', options: ROLES, value: role, onValue: setRole, hint: t.roleHint }),
  );
}

function ChangeUser({ user, onClose, onDone }) {
  const [password, setPassword] = useState('');
  const [role, setRole] = useState(user.role);
  const change = { ...(role === user.role ? {} : { role }), ...(password === '' ? {} : { password }) };
  return h(
    Ask,
    {
      title: t.changeUser(user.username),
      label: t.change,
      ready: Object.keys(change).length > 0 && (password === '' || password.length >= SHORTEST),
      run: () => calls.changeUser(user.username, change).then(onDone),
      onClose,
    },
    h(Field, { id: 'user-role', name: t.role, kind: 'select', options: ROLES, value: role, onValue: setRole }),
    h(Field, { id: 'user-password', name: t.newPassword, kind: 'password', value: password, onValue: setPassword, hint: t.keptHint, autocomplete: 'new-password' }),
    h('p', { class: 'hint' }, t.endsSessions),
  );
}

function RemoveUser({ user, onClose, onDone }) {
  return h(
    Ask,
    { title: t.removeUser(user.username), label: t.remove, danger: true, run: () => calls.removeUser(user.username).then(onDone), onClose },
    h('p', {}, t.removeUserHint),
  );
}

const USER_DIALOGS = { add: NewUser, change: ChangeUser, remove: RemoveUser };

function Users() {
  const me = useSignal(session).me;
  const list = useRows(calls.users, 'users');
  const [asked, ask] = useState(null);
  return [
    h(List, {
      title: t.users,
      list,
      none: t.noUsers,
      columns: [t.name, t.role, t.since, ''],
      of: (user) => user.username,
      row: (user) => [
        h('th', { scope: 'row' }, user.username),
        h('td', {}, t.roles[user.role]),
        h('td', {}, format.time(user.created_at)),
        h(
          'td',
          { class: 'row-actions' },
          h('button', { type: 'button', class: 'quiet', 'aria-label': t.changeUser(user.username), onClick: () => ask({ kind: 'change', user }) }, t.changing),
          user.username !== me?.username &&
            h('button', { type: 'button', class: 'quiet danger', 'aria-label': t.removeUser(user.username), onClick: () => ask({ kind: 'remove', user }) }, t.removing),
        ),
      ],
      actions: h('button', { type: 'button', class: 'quiet', onClick: () => ask({ kind: 'add' }) }, t.newUser),
    }),
    asked && h(USER_DIALOGS[asked.kind], { user: asked.user, onClose: () => ask(null), onDone: list.again }),
  ];
}

function NewKey({ onClose, onDone }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState('operator');
  const [days, setDays] = useState('');
  return h(
    Ask,
    {
      title: t.newKey,
      label: t.addKey,
      ready: name.trim() !== '',
      run: () => calls.addKey({ name: name.trim(), role, ...(days === '' ? {} : { expires_in_days: Number(days) }) }).then(onDone),
      onClose,
    },
    h(Field, { id: 'key-name', name: t.keyName, value: name, onValue: setName, maxLength: 100 }),
    h(Field, { id: 'key-role', name: t.role, kind: 'select', options: ROLES, value: role, onValue: setRole }),
    h(Field, { id: 'key-days', name: t.expiresIn, kind: 'number', min: 1, max: 3650, value: days, onValue: setDays, hint: t.expiresHint }),
  );
}

function Keys() {
  const list = useRows(calls.keys, 'keys');
  const [asked, ask] = useState(null);
  const [made, setMade] = useState(null);
  const done = (key) => {
    setMade(key);
    list.again();
  };
  return [
    h(List, {
      title: t.keys,
      list,
      none: t.noKeys,
      columns: [t.keyName, t.begins, t.role, t.owner, t.used, t.expires, ''],
      of: (key) => key.id,
      row: (key) => [
        h('th', { scope: 'row' }, key.name),
        h('td', {}, h('code', {}, key.prefix)),
        h('td', {}, t.roles[key.role]),
        h('td', {}, key.username),
        h('td', {}, key.last_used_at === null ? t.never : format.ago(key.last_used_at)),
        h('td', {}, key.expires_at === null ? t.never : format.time(key.expires_at)),
        h(
          'td',
          { class: 'row-actions' },
          h('button', { type: 'button', class: 'quiet danger', 'aria-label': t.revokeKey(key.name), onClick: () => ask({ key }) }, t.revoking),
        ),
      ],
      actions: h('button', { type: 'button', class: 'quiet', onClick: () => ask({}) }, t.newKey),
    }),
    asked && asked.key === undefined && h(NewKey, { onClose: () => ask(null), onDone: done }),
    asked?.key &&
      h(
        Ask,
        { title: t.revokeKey(asked.key.name), label: t.revoke, danger: true, run: () => calls.revokeKey(asked.key.id).then(list.again), onClose: () => ask(null) },
        h('p', {}, t.revokeHint),
      ),
    made && h(Secret, { title: t.keyMade(made.name), hint: t.once, secret: made.key, onClose: () => setMade(null) }),
  ];
}

export function Access() {
  return h('div', { class: 'system-lists' }, h(Users), h(Keys));
}
