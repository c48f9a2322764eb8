// Batchline's client: follows batches live, whatever the network does, and makes, cancels and
// retries them. One module to whoever imports it; its parts lie in the folder of its name beside it.
export { cancel, createBatch, createClient, retry, watchBatch } from './batchline-client/client.js';
export { BatchlineError } from './batchline-client/api.js';
