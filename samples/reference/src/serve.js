import { once } from 'node:events';
import { createKeyCheck } from './api-key.js';
import { within } from './deadline.js';
import { embed } from './embedding.js';
import { reasonOf } from './failure.js';
import { createNotes } from './notes.js';
import { createQueue } from './queue.js';
import { observeQueue } from './queue-metrics.js';
import { createServer } from './server.js';
import { stopSignal } from './stop.js';
import { openStores } from './stores.js';

const HITS = 10;

/** A note is taken without the queue, and read without the index: pods that lack these still serve. */
const NEEDED = ['postgres'];

/** At least one letter or digit, and no NUL, which Postgres cannot store. */
const text = (maxLength) => ({
  type: 'string',
  maxLength,
  allOf: [{ pattern: '[\\p{L}\\p{N}]' }, { pattern: '^[^\\u0000]*$' }],
});

const objectOf = (properties) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

/**
 * The API, until the program is asked to stop.
 * @param {import('./config.js').Config} config
 * @param {import('pino').Logger} log
 */
export async function serve(config, log) {
  const stop = stopSignal(10_000);
  const stores = openStores(config, log);
  const queue = createQueue(stores.redis);
  const { app, metrics } = createServer(log, stores, NEEDED);
  observeQueue(metrics, queue);
  addRoutes(app, config, createNotes(stores.pool), queue, stores.vectors);

  try {
    await app.listen({ host: '0.0.0.0', port: config.PORT });
    if (!stop.aborted) await once(stop, 'abort');
    log.info('stopping');
  } finally {
    await app.close();
    await stores.close();
  }
}

function addRoutes(app, config, notes, queue, vectors) {
  const keys = [config.ADMIN_API_KEY, config.ADMIN_API_KEY_PREVIOUS].filter(Boolean);
  const isKey = createKeyCheck(config.API_KEY_SALT, keys);

  async function requireKey(request, reply) {
    if (!isKey(request.headers['x-api-key'])) {
      return reply.code(401).send({ error: 'x-api-key must be the key of an administrator' });
    }
  }

  app.post('/notes', { onRequest: requireKey, schema: { body: objectOf({ text: text(10_000) }) } }, async (request, reply) => {
    const note = await notes.add(request.body.text);
    try {
      await within(2_000, queue.add(note.id));
      await notes.markQueued(note.id);
    } catch (error) {
      // The note is safe. The worker queues notes whose job got lost.
      request.log.warn({ note: note.id, reason: reasonOf(error) }, 'a note could not be queued');
    }
    return reply.code(201).header('location', `/notes/${note.id}`).send(note);
  });

  app.get('/notes/:id', { schema: { params: objectOf({ id: { type: 'string', format: 'uuid' } }) } }, async (request, reply) => {
    const note = await notes.find(request.params.id);
    return note ?? reply.callNotFound();
  });

  app.get('/search', { schema: { querystring: objectOf({ q: text(500) }) } }, async (request) => {
    const hits = await vectors.nearest(embed(request.query.q), HITS);
    const found = new Map((await notes.findAll(hits.map(({ id }) => id))).map((note) => [note.id, note]));
    const results = hits.filter(({ id }) => found.has(id)).map(({ id, score }) => ({ id, score, text: found.get(id).text }));
    return { results };
  });
}
