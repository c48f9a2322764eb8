// Every English text of the page. Numbers and times come formatted; `n` beside them is the number
// that plural forms go by.
const plural = (n, one, many) => (n === 1 ? one : many);

export const texts = {
  nothing: '–',
  close: 'Close',
  unreachable: 'The server can’t be reached. Trying again…',
  notFound: { title: 'There is nothing here', back: 'All batches' },

  nav: { label: 'Main', batches: 'Batches', submit: 'Submit', system: 'System' },
  user: { logout: 'Log out', theme: 'Colours', themes: { system: 'As the system', light: 'Light', dark: 'Dark' } },

  login: {
    title: 'Log in',
    name: 'User name',
    password: 'Password',
    button: 'Log in',
    wrong: 'User name or password is wrong.',
    expired: 'Your session has ended. Log in to go on where you were.',
    hint: 'The first password is printed once when the service starts.',
  },

  connection: {
    connecting: 'Connecting…',
    live: 'Live',
    reconnecting: 'Reconnecting…',
    polling: 'Asking now and then',
    offline: 'Offline',
    ended: 'Finished',
  },

  batches: {},
  batch: {},
  submit: {},
  review: {},
  system: {},

  plural,
};
