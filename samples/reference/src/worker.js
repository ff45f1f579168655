import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Counter, Histogram } from 'prom-client';
import { embed } from './embedding.js';
import { reasonOf } from './failure.js';
import { createNotes } from './notes.js';
import { createQueue, openRedis } from './queue.js';
import { observeQueue } from './queue-metrics.js';
import { createServer } from './server.js';
import { stopSignal } from './stop.js';
import { openStores } from './stores.js';

/** How often it looks for notes whose job never came into the queue, and how many it then queues at most. */
const SWEEP_MILLISECONDS = 10_000;
const SWEEP_LIMIT = 100;

/** Without any of them it does nothing. */
const NEEDED = ['postgres', 'redis', 'qdrant'];

/**
 * Indexes notes, one after the other, until the program is asked to stop. The note in hand is finished.
 * @param {import('./config.js').Config} config
 * @param {import('pino').Logger} log
 */
export async function worker(config, log) {
  const stop = stopSignal(60_000);
  const stores = openStores(config, log);
  const redis = openRedis(config.REDIS_URL, log, config.REDIS_CA_FILE); // One more connection, because waiting for a job keeps it busy.
  const { app, metrics } = createServer(log, stores, NEEDED);
  observeQueue(metrics, createQueue(stores.redis));

  try {
    await app.listen({ host: '0.0.0.0', port: config.PORT });
    await work({ redis, notes: createNotes(stores.pool), vectors: stores.vectors, metrics, log, stop });
    log.info('stopping');
  } finally {
    redis.destroy();
    await app.close();
    await stores.close();
  }
}

async function work({ redis, notes, vectors, metrics, log, stop }) {
  const queue = createQueue(redis);
  const handle = createHandler({ queue, notes, vectors, metrics, log });
  let nextSweep = 0;

  while (!stop.aborted) {
    try {
      if (!redis.isReady) await once(redis, 'ready', { signal: stop });
      // A worker that ended in the middle of a job, or this one when it lost touch, has left it behind.
      await queue.takeBack();

      while (!stop.aborted) {
        await queue.resumeDue();
        if (Date.now() >= nextSweep) {
          await sweep(queue, notes);
          nextSweep = Date.now() + SWEEP_MILLISECONDS;
        }
        const id = await queue.take(1);
        if (id) await handle(id);
      }
    } catch (error) {
      if (stop.aborted) return;
      log.warn({ reason: reasonOf(error) }, 'the queue or the notes cannot be reached');
      await sleep(2_000, undefined, { signal: stop }).catch(() => {});
    }
  }
}

/** Queues notes whose job got lost on its way, or that were put into the table by other means. */
async function sweep(queue, notes) {
  for (const id of await notes.notQueued(SWEEP_LIMIT)) {
    await queue.add(id);
    await notes.markQueued(id);
  }
}

function createHandler({ queue, notes, vectors, metrics, log }) {
  const registers = [metrics];
  const processed = new Counter({
    name: 'jobs_processed_total',
    help: 'Jobs that were tried, by what became of them: done, retried or dead.',
    labelNames: ['result'],
    registers,
  });
  const duration = new Histogram({ name: 'job_duration_seconds', help: 'Time that one try of a job took.', registers });

  async function index(id) {
    const note = await notes.find(id);
    if (!note) return; // It is gone, and with it the reason to index it.
    await vectors.put(id, embed(note.text));
    await notes.markIndexed(id);
  }

  return async function handle(id) {
    const finish = duration.startTimer();
    const reason = await index(id).then(() => undefined, reasonOf);
    const seconds = finish();

    const result = reason ? await queue.failed(id) : await queue.done(id);
    processed.inc({ result });
    if (reason) log.warn({ note: id, result, seconds, reason }, 'a note could not be indexed');
    else log.info({ note: id, result, seconds }, 'a note was indexed');
  };
}
