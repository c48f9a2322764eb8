// A world without time and network of its own: a clock that tests turn, a server that says what they
// want, and tabs that share locks and channels.

const settled = async () => {
  for (let i = 0; i < 12; i++) await new Promise((done) => setImmediate(done));
};

export function progress(batchId, position, more = {}) {
  return {
    batch_id: batchId,
    stage: 'processing_sheets',
    stage_label: 'Reading',
    message: `at ${position}`,
    batch_percentage: position,
    progress_percentage: position,
    waiting_reason: null,
    timestamp: new Date(1_800_000_000_000 + position * 1000).toISOString(),
    ...more,
  };
}

export function frame(batchId, position, more = {}) {
  const name = { completed: 'complete', failed: 'error', cancelled: 'error' }[more.stage] ?? 'progress';
  return `id: ${position}\nevent: ${name}\ndata: ${JSON.stringify(progress(batchId, position, more))}\n\n`;
}

/** An item's change in a stream with items. */
export function change(batchId, at, index, state) {
  const data = { batch_id: batchId, job_id: `${batchId}-${index}`, index, state };
  return `event: item\ndata: ${JSON.stringify(data)}\nid: ${at}\n\n`;
}

export const problem = (status, detail) =>
  new Response(JSON.stringify({ detail }), { status, headers: { 'Content-Type': 'application/problem+json' } });

export const page = (status) =>
  new Response('<html>not here</html>', { status, headers: { 'Content-Type': 'text/html' } });

export const polled = (batchId, position, more = {}) =>
  Response.json({ ...progress(batchId, position, more), id: String(position) }, { headers: { ETag: `"${position}"` } });

/** The body of a stream, open until the test ends or breaks it. */
export class Stream {
  constructor(first = 'retry: 2000\n\n') {
    this.first = first;
    this.left = false;
  }

  response(signal) {
    const body = new ReadableStream({
      start: (controller) => {
        this.controller = controller;
        if (this.first !== '') this.say(this.first);
        signal?.addEventListener('abort', () => {
          this.left = true;
          controller.error(new Error('aborted'));
        });
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  }

  say(text) {
    this.controller.enqueue(new TextEncoder().encode(text));
  }

  end() {
    this.controller.close();
  }

  cut() {
    this.controller.error(new Error('connection reset'));
  }
}

export class World {
  time = 1_900_000_000_000;
  timers = new Map();
  next = 1;
  channels = new Set();
  holders = new Map();
  requests = [];
  /** What answers: `(path, query, options) => Response | Promise<Response>`; null is no network. */
  server = () => page(503);

  asked(part) {
    return this.requests.filter((each) => each.path.includes(part));
  }

  /** Lets time pass, every timer in its turn. */
  async pass(ms) {
    const end = this.time + ms;
    await settled();
    for (;;) {
      const due = [...this.timers].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (due === undefined) break;
      this.timers.delete(due[0]);
      this.time = Math.max(this.time, due[1].at);
      due[1].action();
      await settled();
    }
    this.time = end;
    await settled();
  }

  /** Time passes and nobody notices: a machine sleeps. */
  sleep(ms) {
    this.time += ms;
    for (const timer of this.timers.values()) timer.at += ms;
  }

  tab({ shares = true, EventSource = null, streams = true } = {}) {
    const world = this;
    const listeners = new Map();
    const mine = new Set();
    const tab = { online: true, visible: true, frozen: false, later: [] };
    /** A frozen tab does what it missed. */
    tab.thaw = async () => {
      tab.frozen = false;
      tab.later.splice(0).forEach((action) => action());
      await settled();
    };
    tab.fire = async (type, event = {}) => {
      (listeners.get(type) ?? []).forEach((action) => action(event));
      await settled();
    };
    /** Closed or crashed: without a word. */
    tab.die = async () => {
      tab.frozen = true;
      mine.forEach((id) => world.timers.delete(id));
      for (const channel of world.channels) if (channel.tab === tab) world.channels.delete(channel);
      for (const queue of world.holders.values()) {
        for (const each of queue.filter(({ of }) => of === tab)) each.release();
      }
      await settled();
    };
    tab.environment = {
      now: () => world.time,
      random: () => 0.5,
      setTimeout(action, ms) {
        const id = world.next++;
        mine.add(id);
        world.timers.set(id, { at: world.time + ms, action: () => (tab.frozen ? tab.later.push(action) : action()) });
        return id;
      },
      clearTimeout: (id) => world.timers.delete(id),
      async fetch(address, options) {
        const url = new URL(address, 'http://server');
        const query = Object.fromEntries(url.searchParams);
        world.requests.push({ path: url.pathname, query, options, at: world.time, tab });
        const answer = await world.server(url.pathname, query, options);
        if (answer instanceof Stream && options.signal?.aborted) answer.left = true;
        options.signal?.throwIfAborted();
        if (answer === null) throw new TypeError('network error');
        if (answer === 'nothing') {
          return new Promise((_, reject) => {
            options.signal?.addEventListener('abort', () => reject(new Error('aborted')));
          });
        }
        return answer instanceof Stream ? answer.response(options.signal) : answer;
      },
      streams,
      EventSource,
      BroadcastChannel: shares ? channelOf(world, tab) : null,
      locks: shares ? locksOf(world, tab) : null,
      online: () => tab.online,
      visible: () => tab.visible,
      on(type, action) {
        listeners.set(type, [...(listeners.get(type) ?? []), action]);
        return () => listeners.set(type, listeners.get(type).filter((each) => each !== action));
      },
    };
    return tab;
  }
}

const channelOf = (world, tab) =>
  class {
    constructor(name) {
      Object.assign(this, { name, tab });
      world.channels.add(this);
    }

    postMessage(message) {
      if (tab.frozen) return;
      for (const other of world.channels) {
        if (other === this || other.name !== this.name) continue;
        const data = structuredClone(message);
        const deliver = () => world.channels.has(other) && other.onmessage?.({ data });
        if (other.tab.frozen) other.tab.later.push(deliver);
        else setImmediate(deliver);
      }
    }

    close() {
      world.channels.delete(this);
    }
  };

const locksOf = (world, tab) => ({
  request(name, options, held) {
    const queue = world.holders.get(name) ?? [];
    world.holders.set(name, queue);
    return new Promise((resolve, reject) => {
      const entry = { of: tab, granted: false };
      const grant = () => {
        const first = queue[0];
        if (first === undefined || first.granted) return;
        first.granted = true;
        first.run();
      };
      entry.release = () => {
        if (queue.includes(entry)) queue.splice(queue.indexOf(entry), 1);
        grant();
      };
      entry.run = () =>
        Promise.resolve(held({})).then(() => {
          resolve();
          entry.release();
        });
      entry.lose = () => {
        queue.splice(queue.indexOf(entry), 1);
        const lost = () => reject(new DOMException('stolen', 'AbortError'));
        if (tab.frozen) tab.later.push(lost);
        else lost();
      };
      options.signal?.addEventListener('abort', () => {
        if (entry.granted) return;
        reject(new Error('aborted'));
        entry.release();
      });
      if (options.steal) {
        if (queue[0]?.granted) queue[0].lose();
        queue.unshift(entry);
      } else queue.push(entry);
      queueMicrotask(grant);
    });
  },
});
