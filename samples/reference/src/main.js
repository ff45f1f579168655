import { readConfig } from './config.js';
import { Failure, reasonOf } from './failure.js';
import { createLog } from './log.js';
import { migrate } from './migrate.js';
import { seed } from './seed.js';
import { serve } from './serve.js';
import { worker } from './worker.js';

const VERBS = new Map(Object.entries({ serve, worker, migrate, seed }));

const USAGE = `usage: node src/main.js VERB

  serve     answers requests
  worker    indexes notes
  migrate   brings the schema of the database up to date
  seed      adds example notes`;

const [verb, ...rest] = process.argv.slice(2);
const run = VERBS.get(verb);
let exitCode = 0;

try {
  if (!run || rest.length > 0) throw new Failure(2, USAGE);
  const config = readConfig(verb, process.env);
  await run(config, createLog(verb, config));
} catch (error) {
  const isExpected = error instanceof Failure;
  console.error(isExpected ? error.message : `${verb} failed: ${reasonOf(error)}`);
  exitCode = isExpected ? error.exitCode : 1;
}

// All is closed by now. A connection that was only being made must not keep the program from ending.
process.exit(exitCode);
