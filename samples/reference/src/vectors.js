import { QdrantClient } from '@qdrant/js-client-rest';
import { DIMENSIONS } from './embedding.js';

const COLLECTION = 'notes';

/**
 * Where the notes point to, in Qdrant. It holds ids and vectors, no text.
 * @param {string} url
 * @param {string} apiKey
 */
export function createVectors(url, apiKey) {
  // The key goes in as a header, and the versions are not compared, because the client writes to the console about both.
  const client = new QdrantClient({ url, headers: { 'api-key': apiKey }, timeout: 5_000, checkCompatibility: false });

  const upsert = (id, vector) => client.upsert(COLLECTION, { wait: true, points: [{ id, vector }] });

  return {
    /** Fails where Qdrant cannot be reached or does not know the key. */
    async ping() {
      await client.collectionExists(COLLECTION);
    },

    /** Stores a vector, in a collection that is made if there is none. */
    async put(id, vector) {
      try {
        await upsert(id, vector);
      } catch (error) {
        if (error.status !== 404) throw error;
        await client.createCollection(COLLECTION, { vectors: { size: DIMENSIONS, distance: 'Cosine' } });
        await upsert(id, vector);
      }
    },

    /** @returns {Promise<{ id: string, score: number }[]>} the best first */
    async nearest(vector, limit) {
      try {
        const { points } = await client.query(COLLECTION, { query: vector, limit });
        return points.map(({ id, score }) => ({ id: String(id), score }));
      } catch (error) {
        if (error.status === 404) return []; // Nothing has been indexed yet.
        throw error;
      }
    },
  };
}
