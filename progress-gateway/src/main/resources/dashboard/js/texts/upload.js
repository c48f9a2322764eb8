// What is said of uploads.

export const upload = {
  uploading: 'Uploading',
  bar: (name) => `Upload of ${name}`,
  pause: 'Pause upload',
  goOn: 'Go on',
  again: 'Try again',
  paused: 'paused',
  sent: (done, all) => `${done} of ${all}`,
  speed: (rate) => `${rate}/s`,
  left: (time) => `${time} left`,
  // Why it waits or has stopped: `message` is the server's own.
  problem: ({ kind, message }) =>
    ({
      offline: 'The server can’t be reached; it goes on by itself.',
      busy: 'The server asks to wait; it goes on by itself.',
      login: 'Your session has ended. It goes on when you have logged in again.',
      full: `${message} Try again when there is room.`,
      damaged: 'What arrived was not what was sent, three times. Check the connection.',
      file: 'The file can’t be read any more: was it changed, moved or removed? Choose it again.',
    })[kind] ?? message,
};
