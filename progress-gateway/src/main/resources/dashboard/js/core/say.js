// Says something to those who can't see it change: politely, and not more often than can be heard.
const APART = 1500;
let waiting = null;
let timer = null;
let last = -APART;

function speak() {
  timer = null;
  last = performance.now();
  document.getElementById('said').textContent = waiting;
}

// Of several within a moment only the last is said.
export function say(message) {
  waiting = message;
  timer ??= setTimeout(speak, Math.max(0, last + APART - performance.now()));
}
