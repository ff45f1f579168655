import { STATUS_CODES } from 'node:http';
import Fastify, { LogController } from 'fastify';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/**
 * Asked every few seconds: not worth a line in the log.
 * @type {import('fastify').RouteShorthandOptions}
 */
const QUIET = { logLevel: 'warn' };

/**
 * An HTTP server with what every long-running program here has: /health, /ready and /metrics, a log line and metrics for
 * each request, and errors without internals.
 * @param {import('pino').Logger} log
 * @param {ReturnType<typeof import('./stores.js').openStores>} stores
 * @param {string[]} needed the stores without which it can do nothing
 */
export function createServer(log, stores, needed) {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });

  const app = Fastify({
    loggerInstance: log,
    // The lines it would log for each request have addresses and query strings in them.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    requestTimeout: 10_000,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });

  observeRequests(app, metrics);

  app.setNotFoundHandler((request, reply) => reply.code(404).send({ error: STATUS_CODES[404] }));
  app.setErrorHandler((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'a request failed');
    return reply.code(status).send({ error: status >= 500 ? STATUS_CODES[status] : error.message });
  });

  app.get('/health', QUIET, async () => ({ status: 'ok' }));

  // Whoever asks from outside learns no names.
  app.get('/ready', QUIET, async (request, reply) => {
    const isReady = areWell(await stores.states(needed));
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'unavailable' });
  });

  app.get('/metrics', QUIET, async (request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));

  // Below a path that the edge keeps inside. A smoke test asks for it, and whoever looks for the reason of an alert.
  app.get('/metrics/stores', QUIET, async (request, reply) => {
    const states = await stores.states();
    return reply.code(areWell(states) ? 200 : 503).send(states);
  });

  return { app, metrics };
}

function areWell(states) {
  return Object.values(states).every((state) => state === 'ok');
}

function observeRequests(app, metrics) {
  const labelNames = ['method', 'route', 'status'];
  const registers = [metrics];
  const total = new Counter({ name: 'http_requests_total', help: 'Requests that were answered.', labelNames, registers });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer.',
    labelNames,
    registers,
  });

  app.addHook('onResponse', async (request, reply) => {
    // The route, not the path: paths have ids in them and are without number.
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
    total.inc(labels);
    duration.observe(labels, reply.elapsedTime / 1_000);
    request.log.info({ ...labels, milliseconds: Math.round(reply.elapsedTime) }, 'answered');
  });
}
