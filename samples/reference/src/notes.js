/**
 * @typedef {object} Note
 * @property {string} id
 * @property {string} text
 * @property {'pending' | 'indexed'} state
 * @property {Date} createdAt
 */

const NOTE = 'id, text, state, created_at AS "createdAt"';

/**
 * The notes, in Postgres. What is here is true; the queue and the index can be made anew from it.
 * @param {import('pg').Pool} pool
 */
export function createNotes(pool) {
  return {
    /** @returns {Promise<Note>} */
    async add(text) {
      const { rows } = await pool.query(`INSERT INTO notes (text) VALUES ($1) RETURNING ${NOTE}`, [text]);
      return rows[0];
    },

    /** @returns {Promise<Note | undefined>} */
    async find(id) {
      const { rows } = await pool.query(`SELECT ${NOTE} FROM notes WHERE id = $1`, [id]);
      return rows[0];
    },

    /** @returns {Promise<Note[]>} in no particular order */
    async findAll(ids) {
      const { rows } = await pool.query(`SELECT ${NOTE} FROM notes WHERE id = ANY ($1::uuid[])`, [ids]);
      return rows;
    },

    /** @returns {Promise<string[]>} ids of notes whose job never came into the queue, the oldest first */
    async notQueued(limit) {
      const { rows } = await pool.query('SELECT id FROM notes WHERE queued_at IS NULL ORDER BY created_at LIMIT $1', [limit]);
      return rows.map(({ id }) => id);
    },

    async markQueued(id) {
      await pool.query('UPDATE notes SET queued_at = now() WHERE id = $1', [id]);
    },

    async markIndexed(id) {
      await pool.query(`UPDATE notes SET state = 'indexed' WHERE id = $1`, [id]);
    },
  };
}
