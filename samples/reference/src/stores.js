import { openPool } from './database.js';
import { within } from './deadline.js';
import { reasonOf } from './failure.js';
import { openRedis } from './queue.js';
import { createVectors } from './vectors.js';

/**
 * Opens everything that is asked over the network. Nothing of it need be there yet.
 * @param {import('./config.js').Config} config
 * @param {import('pino').Logger} log
 */
export function openStores(config, log) {
  const pool = openPool(config.DATABASE_URL, log);
  const redis = openRedis(config.REDIS_URL, log, config.REDIS_CA_FILE);
  const vectors = createVectors(config.QDRANT_URL, config.QDRANT_API_KEY);

  const checks = {
    postgres: async () => pool.query('SELECT 1'),
    redis: async () => redis.ping(),
    qdrant: async () => vectors.ping(),
  };
  const previous = new Map();

  /** Asks one store. The reason of a failure is logged when it comes or changes; the caller only learns that it failed. */
  async function stateOf(store) {
    const reason = await within(2_000, checks[store]()).then(() => undefined, reasonOf);
    if (reason !== previous.get(store)) {
      if (reason) log.warn({ store, reason }, 'a store failed');
      else log.info({ store }, 'a store is back');
    }
    previous.set(store, reason);
    return reason ? 'failed' : 'ok';
  }

  return {
    pool,
    redis,
    vectors,

    /**
     * @param {string[]} stores the stores that are asked; all where none is named
     * @returns {Promise<Record<string, 'ok' | 'failed'>>} the state of each, by its name
     */
    async states(stores = Object.keys(checks)) {
      const states = await Promise.all(stores.map(stateOf));
      return Object.fromEntries(stores.map((store, i) => [store, states[i]]));
    },

    async close() {
      redis.destroy();
      await pool.end();
    },
  };
}
