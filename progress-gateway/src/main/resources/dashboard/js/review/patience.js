// A request that the server can't take yet: what was decided a moment ago is still being read, for
// as long as a sheet takes.
const TRIES = 20;
const TRY_AGAIN_AFTER = 500;

export async function whenPossible(request, wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await request();
    } catch (refused) {
      if (refused.status !== 409 || refused.retryAfter === null || tries === TRIES) throw refused;
      await wait(TRY_AGAIN_AFTER);
    }
  }
}
