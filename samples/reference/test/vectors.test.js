import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createVectors } from '../src/vectors.js';

const KEY = 'qdrant-key';
const VECTOR = [0.6, 0.8];
const ID = '5eed0000-0000-4000-8000-000000000001';
const UPSERT = ['PUT', '/collections/notes/points?wait=true', { points: [{ id: ID, vector: VECTOR }] }];

/** Listens as Qdrant does, and answers each request with the next of the answers: a status and the result or the error. */
async function qdrant(t, ...answers) {
  const requests = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const isKnown = request.headers['api-key'] === KEY;
    requests.push([request.method, request.url, ...(body ? [JSON.parse(body)] : [])]);
    const [status, answer, headers] = isKnown ? answers.shift() : [401, 'Must provide an API key'];
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(status < 300 ? { result: answer, status: 'ok' } : { status: { error: answer } }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close().closeAllConnections());
  return { requests, url: `http://127.0.0.1:${server.address().port}` };
}

test('a vector is stored, and it is waited for', async (t) => {
  const { requests, url } = await qdrant(t, [200, { status: 'completed' }]);
  await createVectors(url, KEY).put(ID, VECTOR);
  assert.deepEqual(requests, [UPSERT]);
});

test('the first vector makes the collection', async (t) => {
  const { requests, url } = await qdrant(t, [404, "Not found: Collection `notes` doesn't exist!"], [200, true], [200, { status: 'completed' }]);
  await createVectors(url, KEY).put(ID, VECTOR);
  assert.deepEqual(requests, [UPSERT, ['PUT', '/collections/notes', { vectors: { size: 64, distance: 'Cosine' } }], UPSERT]);
});

test('what is nearest comes with its score', async (t) => {
  const { requests, url } = await qdrant(t, [200, { points: [{ id: ID, version: 1, score: 0.9 }, { id: 7, version: 1, score: 0.5 }] }]);
  assert.deepEqual(await createVectors(url, KEY).nearest(VECTOR, 2), [
    { id: ID, score: 0.9 },
    { id: '7', score: 0.5 },
  ]);
  assert.deepEqual(requests, [['POST', '/collections/notes/points/query', { query: VECTOR, limit: 2 }]]);
});

test('before anything is stored, nothing is near', async (t) => {
  const { url } = await qdrant(t, [404, "Not found: Collection `notes` doesn't exist!"]);
  assert.deepEqual(await createVectors(url, KEY).nearest(VECTOR, 10), []);
});

test('whether it answers is asked with the key', async (t) => {
  const { requests, url } = await qdrant(t, [200, { exists: false }]);
  await createVectors(url, KEY).ping();
  assert.deepEqual(requests, [['GET', '/collections/notes/exists']]);
  await assert.rejects(createVectors(url, 'another').ping(), { message: 'qdrant answered 401: Must provide an API key', status: 401 });
});

test('a failure says why, and makes no collection', async (t) => {
  const { requests, url } = await qdrant(t, [400, 'Wrong input: Vector dimension error: expected dim: 64, got 2']);
  await assert.rejects(createVectors(url, KEY).put(ID, VECTOR), { message: 'qdrant answered 400: Wrong input: Vector dimension error: expected dim: 64, got 2' });
  assert.equal(requests.length, 1);
});

test('the key is sent to nobody else', async (t) => {
  const other = await qdrant(t, [200, { exists: true }]);
  const { url } = await qdrant(t, [307, '', { location: `${other.url}/collections/notes/exists` }]);
  await assert.rejects(createVectors(url, KEY).ping());
  assert.deepEqual(other.requests, []);
});
