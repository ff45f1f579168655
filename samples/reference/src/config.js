import { Failure } from './failure.js';

const oneOf = (...words) => (text) => (words.includes(text) ? text : undefined);

const matching = (pattern) => (text) => (pattern.test(text) ? text : undefined);

const urlOf = (schemes, pathPattern = /^/) => (text) => {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, pathname } = new URL(text);
  return schemes.includes(protocol) && hostname && pathPattern.test(pathname) ? text : undefined;
};

const portNumber = (text) => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
};

const apiKey = {
  rule: 'at least 32 characters, without spaces',
  fix: 'make one with: openssl rand -hex 32',
  read: matching(/^[!-~]{32,}$/),
};

/** What a variable must be, how to put it right, and how it is read: undefined where the rule is broken. */
const VARIABLES = {
  ENVIRONMENT: {
    rule: 'dev, stage or prod',
    fix: 'set it to the environment that this runs in',
    read: oneOf('dev', 'stage', 'prod'),
  },
  LOG_LEVEL: {
    rule: 'trace, debug, info, warn, error or fatal',
    fix: 'leave it out to get info',
    read: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal'),
  },
  DATABASE_URL: {
    rule: 'a postgresql:// URL with a host and a database',
    fix: 'set it like postgresql://user:password@host:5432/database?sslmode=verify-full&sslrootcert=/path/to/ca.crt',
    read: urlOf(['postgresql:', 'postgres:'], /^\/./),
  },
  REDIS_URL: {
    rule: 'a redis:// or rediss:// URL with a host',
    fix: 'set it like redis://user:password@host:6379/0',
    read: urlOf(['redis:', 'rediss:']),
  },
  REDIS_CA_FILE: {
    rule: 'the absolute path of a certificate',
    fix: 'leave it out where Node knows who signed the certificate of Redis, or there is none',
    read: matching(/^\/./),
  },
  QDRANT_URL: {
    rule: 'an http:// or https:// URL with a host and no path',
    fix: 'set it like http://host:6333',
    read: urlOf(['http:', 'https:'], /^\/$/),
  },
  QDRANT_API_KEY: {
    rule: 'the API key of Qdrant, without spaces',
    fix: 'set it to the key that Qdrant was started with',
    read: matching(/^[!-~]+$/),
  },
  API_KEY_SALT: {
    rule: 'at least 32 hexadecimal digits, an even number of them',
    fix: 'make one with: openssl rand -hex 32',
    read: matching(/^([0-9a-f]{2}){16,}$/i),
  },
  ADMIN_API_KEY: apiKey,
  ADMIN_API_KEY_PREVIOUS: { ...apiKey, fix: 'set it to the key that was replaced, or leave it out' },
  PORT: {
    rule: 'a whole number from 1 to 65535',
    fix: 'leave it out to get the default',
    read: portNumber,
  },
};

const COMMON = ['ENVIRONMENT', 'LOG_LEVEL', 'DATABASE_URL'];
const STORES = [...COMMON, 'REDIS_URL', 'REDIS_CA_FILE', 'QDRANT_URL', 'QDRANT_API_KEY'];

/** Which variables each verb reads. What it does not read it need not be given. */
const READ_BY = {
  serve: [...STORES, 'API_KEY_SALT', 'ADMIN_API_KEY', 'ADMIN_API_KEY_PREVIOUS', 'PORT'],
  worker: [...STORES, 'PORT'],
  migrate: COMMON,
  seed: COMMON,
};

/** Variables that may be left out, and what they then are. */
const defaultsOf = (verb) => ({
  LOG_LEVEL: 'info',
  REDIS_CA_FILE: undefined,
  ADMIN_API_KEY_PREVIOUS: undefined,
  PORT: verb === 'serve' ? 8000 : 8080,
});

/**
 * The configuration, under the names that the variables have in the environment.
 * @typedef {object} Config
 * @property {'dev' | 'stage' | 'prod'} ENVIRONMENT
 * @property {string} LOG_LEVEL
 * @property {string} DATABASE_URL
 * @property {string} REDIS_URL serve and worker
 * @property {string} [REDIS_CA_FILE] serve and worker
 * @property {string} QDRANT_URL serve and worker
 * @property {string} QDRANT_API_KEY serve and worker
 * @property {string} API_KEY_SALT serve
 * @property {string} ADMIN_API_KEY serve
 * @property {string} [ADMIN_API_KEY_PREVIOUS] serve
 * @property {number} PORT serve and worker
 */

/**
 * Reads what a verb needs. An empty variable counts as missing. Values are never repeated in a message: they may be secret.
 * @param {keyof typeof READ_BY} verb
 * @param {Record<string, string | undefined>} env
 * @returns {Config}
 * @throws {Failure} with one line for each fault
 */
export function readConfig(verb, env) {
  const config = defaultsOf(verb);
  const faults = [];
  for (const name of READ_BY[verb]) {
    const { rule, fix, read } = VARIABLES[name];
    const value = env[name] ? read(env[name]) : undefined;
    if (value !== undefined) config[name] = value;
    else if (env[name]) faults.push(`${name} is malformed: it must be ${rule}. To fix it, ${fix}`);
    else if (!(name in config)) faults.push(`${name} is missing: it must be ${rule}. To fix it, ${fix}`);
  }

  if (faults.length > 0) throw new Failure(2, faults.join('\n'));
  return /** @type {Config} */ (config);
}
