import pg from 'pg';

/**
 * Connections for a program that runs for long. The URL goes to pg as it is: with `sslmode=verify-full` pg verifies the
 * certificate with the file of `sslrootcert`, which it reads again for every connection, and the host name.
 * @param {string} url
 * @param {import('pino').Logger} log
 */
export function openPool(url, log) {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
  // An idle connection broke. The pool has dropped it and will open another.
  pool.on('error', (error) => log.debug({ err: error }, 'lost a connection to postgres'));
  return pool;
}

/**
 * Does something with one connection and closes it. It may take its time.
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function withClient(url, act) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
  // Without a listener, a broken connection would end the process at once. The query in hand fails with the same error.
  client.on('error', () => {});
  try {
    await client.connect();
    return await act(client);
  } finally {
    await client.end();
  }
}
