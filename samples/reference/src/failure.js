/** Ends the program with an exit code and a message for whoever started it, without a stack trace. */
export class Failure extends Error {
  /**
   * @param {1 | 2} exitCode 1: it was tried and did not succeed. 2: it cannot be tried like this.
   * @param {string} message
   */
  constructor(exitCode, message) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Why something failed, in one line. `fetch` hides the reason in `cause`, and a host with several addresses in `errors`.
 * @param {any} error
 * @returns {string}
 */
export function reasonOf(error) {
  if (error?.cause) return reasonOf(error.cause);
  if (error?.errors?.length) return reasonOf(error.errors[0]);
  return String(error?.message || error?.code || error).replace(/\s+/g, ' ');
}
