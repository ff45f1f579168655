/**
 * Listens for the request to stop. Whoever does not come to an end in time is ended.
 * @param {number} graceMilliseconds
 * @returns {AbortSignal} aborted once the program was asked to stop
 */
export function stopSignal(graceMilliseconds) {
  const controller = new AbortController();
  const stop = () => {
    setTimeout(() => process.exit(1), graceMilliseconds).unref();
    controller.abort();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  return controller.signal;
}
