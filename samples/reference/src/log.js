import { pino } from 'pino';

/**
 * One JSON line for each event, on stdout. Of an error it takes only what tells where the program failed: drivers hang
 * rows, requests and answers onto their errors, and these are nobody's business.
 * @param {string} verb
 * @param {import('./config.js').Config} config
 */
export function createLog(verb, config) {
  return pino({
    level: config.LOG_LEVEL,
    base: { service: 'reference', verb, environment: config.ENVIRONMENT },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: ({ name, code, message, stack }) => ({ name, code, message, stack }) },
  });
}
