import { readFile, readdir } from 'node:fs/promises';
import { withClient } from './database.js';
import { Failure, reasonOf } from './failure.js';

const FOLDER = new URL('../migrations/', import.meta.url);

/** Any number, as long as nothing else in the database locks the same one. */
const LOCK = 7_205_759_403;

/**
 * How long a statement may take: half of what the job has. The server does not notice that a client was killed while it works for it; what it
 * does, and the locks that it holds for that, would outlive the job, and the next one would wait for them.
 */
const STATEMENT_TIMEOUT = '5min';

/** How long it may wait for a lock on a table: meanwhile, everybody else who wants the table waits behind it. */
const LOCK_TIMEOUT = '5s';

/**
 * Applies the files in migrations/ that were not applied yet, in the order of their names. A file whose statements take longer begins with
 * `SET LOCAL statement_timeout = …`.
 * @param {import('./config.js').Config} config
 * @param {import('pino').Logger} log
 */
export async function migrate(config, log) {
  await withClient(config.DATABASE_URL, async (client) => {
    await client.query(`SET statement_timeout = '${STATEMENT_TIMEOUT}'`);
    // Held until the connection ends: of two that run at once, one waits and then finds nothing to do.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query('SELECT name FROM schema_migrations');
    const applied = new Set(rows.map(({ name }) => name));
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql') && !applied.has(name)).sort();

    for (const file of files) {
      await apply(client, file);
      log.info({ file }, 'applied');
    }
    log.info({ applied: files.length }, 'the schema is up to date');
  });
}

/** One file, in one transaction together with the note that it was applied. */
async function apply(client, file) {
  const sql = await readFile(new URL(file, FOLDER), 'utf8');
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query('INSERT INTO schema_migrations (name) VALUES ($1)', [file]);
    await client.query('COMMIT');
  } catch (error) {
    // The caller closes the connection, and that undoes what was begun.
    throw new Failure(1, `${file}: ${reasonOf(error)}`);
  }
}
