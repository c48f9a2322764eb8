// Who is using the page. The cookie can't be seen from here: whether it is good the first answer says.
import * as api from './api.js';
import { signal } from './state.js';

// {state: 'asking' | 'out' | 'in' | 'unreachable', me, problem}; `expired` when one has just ended.
export const session = signal({ state: 'asking' });
const TRY_AGAIN = 3000;

export async function begin() {
  try {
    const me = await api.me();
    session.set({ state: 'in', me });
  } catch (refused) {
    if (refused.status === 401) session.set({ state: 'out', expired: false });
    else {
      session.set({ state: 'unreachable', problem: refused.message });
      setTimeout(begin, TRY_AGAIN);
    }
  }
}

export async function end() {
  try {
    await api.logout();
  } finally {
    session.set({ state: 'out', expired: false });
  }
}

api.whenLoggedOut(() => {
  if (session.value.state === 'in') session.set({ state: 'out', expired: true });
});

// `role`: viewer, operator or admin.
const RANK = { viewer: 0, operator: 1, admin: 2 };

export function may(role) {
  return session.value.state === 'in' && RANK[session.value.me.role] >= RANK[role];
}
