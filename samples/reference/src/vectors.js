import { DIMENSIONS } from './embedding.js';

const COLLECTION = 'notes';

/**
 * Where the notes point to, in Qdrant. It holds ids and vectors, no text.
 * @param {string} url
 * @param {string} apiKey
 */
export function createVectors(url, apiKey) {
  /**
   * Asks for something about the collection (https://api.qdrant.tech/api-reference).
   * @param {string} method
   * @param {string} path what follows the collection's own path
   * @param {object} [body]
   * @returns {Promise<any>} the result of Qdrant's answer
   * @throws {Error} with the status, where Qdrant does not do it
   */
  async function ask(method, path, body) {
    const response = await fetch(new URL(`/collections/${COLLECTION}${path}`, url), {
      method,
      headers: { 'api-key': apiKey, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      // Nobody else gets the key.
      redirect: 'error',
      signal: AbortSignal.timeout(5_000),
    });
    // What stands between here and Qdrant may answer with something else than JSON.
    const { result, status } = await response.json().catch(() => ({}));
    if (response.ok) return result;
    throw Object.assign(new Error(`qdrant answered ${response.status}: ${status?.error ?? response.statusText}`), { status: response.status });
  }

  const upsert = (id, vector) => ask('PUT', '/points?wait=true', { points: [{ id, vector }] });

  return {
    /** Fails where Qdrant cannot be reached or does not know the key. */
    async ping() {
      await ask('GET', '/exists');
    },

    /** Stores a vector, in a collection that is made if there is none. */
    async put(id, vector) {
      try {
        await upsert(id, vector);
      } catch (error) {
        if (error.status !== 404) throw error;
        await ask('PUT', '', { vectors: { size: DIMENSIONS, distance: 'Cosine' } });
        await upsert(id, vector);
      }
    },

    /** @returns {Promise<{ id: string, score: number }[]>} the best first */
    async nearest(vector, limit) {
      try {
        const { points } = await ask('POST', '/points/query', { query: vector, limit });
        return points.map(({ id, score }) => ({ id: String(id), score }));
      } catch (error) {
        if (error.status === 404) return []; // Nothing has been indexed yet.
        throw error;
      }
    },
  };
}
