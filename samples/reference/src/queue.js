import { readFileSync } from 'node:fs';
import { createClient } from 'redis';

const WAITING = 'notes:jobs';
const PROCESSING = 'notes:jobs:processing';
const RETRIES = 'notes:jobs:retries';
const FAILURES = 'notes:jobs:failures';
const DEAD = 'notes:jobs:dead';

const MAX_RETRIES = 5;

/** 2, 4, 8, 16 and 32 seconds: together longer than a store needs to restart. */
const pauseBefore = (retry) => 2 ** retry * 1_000;

/**
 * Connects in the background, and again whenever the connection is lost. Commands fail at once while there is none.
 * @param {string} url
 * @param {import('pino').Logger} log
 * @param {string} [caFile] the certificate that the server of a rediss:// URL is verified with, instead of those that Node knows
 */
export function openRedis(url, log, caFile) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 5_000,
      reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, 2_000),
      ...(caFile && { ca: readFileSync(caFile) }),
    },
  });
  client.on('error', (error) => log.debug({ err: error }, 'no connection to redis'));
  client.connect().catch((error) => log.debug({ err: error }, 'closed before redis was reached'));
  return client;
}

/**
 * The jobs, in Redis. A job is the id of a note to index. A job that was taken stays in the list of those being processed
 * until it is done, put off or dead, so that none is lost with its worker. A job may come twice; doing it twice is harmless.
 * Hence no transactions: whatever moves a job writes it to where it goes before it removes it from where it was.
 * @param {ReturnType<typeof openRedis>} redis
 */
export function createQueue(redis) {
  return {
    async add(id) {
      await redis.lPush(WAITING, id);
    },

    /** Waits for a job, in a connection that can do nothing else meanwhile. @returns {Promise<string | null>} */
    async take(seconds) {
      return redis.blMove(WAITING, PROCESSING, 'RIGHT', 'LEFT', seconds);
    },

    /** @returns {Promise<'done'>} */
    async done(id) {
      await redis.hDel(FAILURES, id);
      await redis.lRem(PROCESSING, 1, id);
      return 'done';
    },

    /** Puts a job that failed off, or aside for good. @returns {Promise<'retried' | 'dead'>} */
    async failed(id) {
      const failures = await redis.hIncrBy(FAILURES, id, 1);
      const isDead = failures > MAX_RETRIES;
      if (isDead) {
        await redis.lPush(DEAD, id);
        await redis.hDel(FAILURES, id);
      } else {
        await redis.zAdd(RETRIES, { score: Date.now() + pauseBefore(failures), value: id });
      }
      await redis.lRem(PROCESSING, 1, id);
      return isDead ? 'dead' : 'retried';
    },

    /** Lets jobs wait again whose pause is over. */
    async resumeDue() {
      for (const id of await redis.zRangeByScore(RETRIES, 0, Date.now())) {
        await redis.lPush(WAITING, id);
        await redis.zRem(RETRIES, id);
      }
    },

    /** Puts jobs that were taken and not finished back, as the next to be taken. */
    async takeBack() {
      for (let left = await redis.lLen(PROCESSING); left > 0; left--) {
        await redis.lMove(PROCESSING, WAITING, 'LEFT', 'RIGHT');
      }
    },

    async length() {
      return redis.lLen(WAITING);
    },

    async deadLength() {
      return redis.lLen(DEAD);
    },
  };
}
