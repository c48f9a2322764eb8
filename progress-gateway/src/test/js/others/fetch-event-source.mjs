// Follows a stream by the package `@microsoft/fetch-event-source`: a line for each event, and one for
// the end. The package is made for pages and asks for these two.
globalThis.window = globalThis;
globalThis.document = { hidden: false, addEventListener() {}, removeEventListener() {} };
const { fetchEventSource } = await import('@microsoft/fetch-event-source');

const [address, token] = process.argv.slice(2);
let status = 0;
class Ended extends Error {}

await fetchEventSource(address, {
  headers: { Authorization: `Bearer ${token}` },
  async onopen(response) {
    status = response.status;
    if (status !== 200) throw new Ended();
  },
  onmessage({ id, event, data }) {
    // It makes a message of comments too.
    if (data !== '') console.log(`event ${id} ${event}`);
  },
  // To this package an end is one: that a stream goes on after it must be said.
  onclose() {
    throw new Error('the server closed it');
  },
  onerror(error) {
    if (error instanceof Ended) throw error;
    console.log('broken');
  },
}).catch((error) => {
  if (!(error instanceof Ended)) throw error;
});
console.log(`ended ${status}`);
