// Every English text of the page: what stands around the views here, each view's own in `texts/`.
// Numbers and times come formatted; `n` beside them is the number that plural forms go by.
import { batch } from './texts/batch.js';
import { batches } from './texts/batches.js';
import { plural } from './texts/plural.js';
import { review } from './texts/review.js';
import { submit } from './texts/submit.js';
import { system } from './texts/system.js';
import { upload } from './texts/upload.js';

export const texts = {
  nothing: '–',
  close: 'Close',
  unreachable: 'The server can’t be reached. Trying again…',
  status: {
    pending: 'Waiting for its file',
    uploading: 'Uploading',
    processing: 'Running',
    paused: 'Paused',
    cancelling: 'Cancelling',
    completed: 'Completed',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
  waitsForStart: 'Waiting for its start',
  answers: {
    other: (status) => `The server answered ${status}.`,
    none: 'The server can’t be reached.',
  },
  notLoaded: { title: 'This part of the page could not be fetched.', again: 'Load the page again' },
  notFound: { title: 'There is nothing here', back: 'All batches' },

  priorities: { urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low' },

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

  batches,
  batch,
  submit,
  upload,
  review,
  system,
  plural,
};
