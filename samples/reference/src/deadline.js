import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for a promise, but not for ever.
 * @template T
 * @param {number} milliseconds
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
export function within(milliseconds, promise) {
  const tooLate = sleep(milliseconds, undefined, { ref: false }).then(() => {
    throw new Error(`no answer within ${milliseconds} ms`);
  });
  return Promise.race([promise, tooLate]);
}
