// Counts the vectors of a file among the points of the collection: all of them must be there. Exit code 1 says how many are missing.
import { readFile } from "node:fs/promises";

const { QDRANT_URL, QDRANT_API_KEY, QDRANT_IMPORT_COLLECTION, IMPORT_PATH } = process.env;
const batch = 500;
const ids = [...new Set(JSON.parse(await readFile(IMPORT_PATH, "utf8")).map(({ id }) => id))];
let found = 0;
for (let start = 0; start < ids.length; start += batch) {
  const answer = await fetch(`${QDRANT_URL}/collections/${QDRANT_IMPORT_COLLECTION}/points`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(QDRANT_API_KEY ? { "api-key": QDRANT_API_KEY } : {}) },
    body: JSON.stringify({ ids: ids.slice(start, start + batch), with_payload: false, with_vector: false }),
    signal: AbortSignal.timeout(60_000),
  });
  if (!answer.ok) {
    console.error(answer.status, await answer.text());
    process.exit(1);
  }

  found += (await answer.json()).result.length;
}

console.log(JSON.stringify({ vectors: ids.length, found, missing: ids.length - found }));
process.exit(found === ids.length ? 0 : 1);
