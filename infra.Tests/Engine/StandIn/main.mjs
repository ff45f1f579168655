// Plays the Pulumi engine for programs under test. Commands come as lines of JSON on standard input, one answer each on standard output:
//   {"id": 1, "open": {…scenario…}}              {"id": 1, "session": 1, "monitor": "127.0.0.1:…", "engine": "127.0.0.1:…"}
//   {"id": 2, "await": 1, "registrations": 20}   {"id": 2}, once that many have come
//   {"id": 3, "close": 1}                        {"id": 3, "requests": […], "lostAt": null}
// It ends with its input, and so with whoever started it.
import readline from "node:readline";
import { Session } from "./session.mjs";

const sessions = new Map();
const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { id, open, await: awaited, registrations, close } = JSON.parse(line);
  if (open) {
    const session = new Session(open);
    sessions.set(id, session);
    answer({ id, session: id, ...(await session.open()) });
  } else if (awaited) {
    sessions.get(awaited).arrival(registrations).then(() => answer({ id }));
  } else {
    answer({ id, ...sessions.get(close).close() });
    sessions.delete(close);
  }
}

process.exit(0);
