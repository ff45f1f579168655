import { withClient } from './database.js';
import { Failure } from './failure.js';

/** Ids are fixed, so that a note is the same one every time. */
const NOTES = [
  { id: '5eed0000-0000-4000-8000-000000000001', text: 'Bread rises slowly in a cold kitchen, and tastes better for it.' },
  { id: '5eed0000-0000-4000-8000-000000000002', text: 'A good index answers the question that is asked most often.' },
  { id: '5eed0000-0000-4000-8000-000000000003', text: 'The last train to the coast leaves at half past nine.' },
  { id: '5eed0000-0000-4000-8000-000000000004', text: 'Measure first: the slow part is seldom where it was expected.' },
  { id: '5eed0000-0000-4000-8000-000000000005', text: 'Tomatoes want sun, water at the root and little wind.' },
];

/**
 * Adds the example notes that are not there. The worker finds and indexes them.
 * @param {import('./config.js').Config} config
 * @param {import('pino').Logger} log
 */
export async function seed(config, log) {
  if (config.ENVIRONMENT === 'prod') throw new Failure(2, 'prod gets no example notes: run it where ENVIRONMENT is dev or stage');

  await withClient(config.DATABASE_URL, async (client) => {
    const { rowCount } = await client.query(
      'INSERT INTO notes (id, text) SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT (id) DO NOTHING',
      [NOTES.map(({ id }) => id), NOTES.map(({ text }) => text)],
    );
    log.info({ added: rowCount }, 'the example notes are there');
  });
}
