// Follows a stream by the package `eventsource`: a line for each event, and one for the end.
import { EventSource } from 'eventsource';

const [address, token] = process.argv.slice(2);
const source = new EventSource(address, {
  fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } }),
});
for (const name of ['progress', 'complete', 'error']) {
  source.addEventListener(name, (event) => {
    // A lost connection is an `error` too, and has no data.
    if (typeof event.data === 'string') console.log(`event ${event.lastEventId} ${name}`);
    else if (source.readyState === EventSource.CLOSED) console.log(`ended ${event.code}`);
    else console.log('broken');
  });
}
