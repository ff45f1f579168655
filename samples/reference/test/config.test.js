import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../src/config.js';
import { Failure } from '../src/failure.js';

const COMPLETE = {
  ENVIRONMENT: 'dev',
  DATABASE_URL: 'postgresql://user:p%2Fw@db.example.com:5432/reference?sslmode=verify-full&sslrootcert=/etc/postgres-ca/ca.crt',
  REDIS_URL: 'redis://app:password@redis.example.com:6379/0',
  QDRANT_URL: 'http://qdrant.example.com:6333',
  QDRANT_API_KEY: 'qdrant-key',
  API_KEY_SALT: '00112233445566778899aabbccddeeff',
  ADMIN_API_KEY: 'k'.repeat(32),
};

function faultsOf(verb, env) {
  try {
    readConfig(verb, env);
    return [];
  } catch (error) {
    assert.ok(error instanceof Failure);
    assert.equal(error.exitCode, 2);
    return error.message.split('\n');
  }
}

test('values are taken as they are, and defaults fill what may be left out', () => {
  const config = readConfig('serve', COMPLETE);
  assert.deepEqual(config, { ...COMPLETE, LOG_LEVEL: 'info', REDIS_CA_FILE: undefined, ADMIN_API_KEY_PREVIOUS: undefined, PORT: 8000 });
  assert.equal(readConfig('worker', COMPLETE).PORT, 8080);
  assert.equal(readConfig('serve', { ...COMPLETE, PORT: '3000' }).PORT, 3000);
});

test('all faults are told at once, one line each, with name, rule and fix', () => {
  const faults = faultsOf('serve', { LOG_LEVEL: 'loud', PORT: '70000' });
  assert.equal(faults.length, 9);
  assert.equal(
    faults[0],
    'ENVIRONMENT is missing: it must be dev, stage or prod. To fix it, set it to the environment that this runs in',
  );
  assert.ok(faults.some((line) => line.startsWith('LOG_LEVEL is malformed: ')));
  assert.ok(faults.some((line) => line.startsWith('PORT is malformed: ')));
});

test('a verb asks only for what it uses', () => {
  const { ENVIRONMENT, DATABASE_URL, API_KEY_SALT, ADMIN_API_KEY, ...stores } = COMPLETE;
  assert.deepEqual(faultsOf('migrate', { ENVIRONMENT, DATABASE_URL }), []);
  assert.deepEqual(faultsOf('seed', { ENVIRONMENT, DATABASE_URL }), []);
  assert.deepEqual(faultsOf('worker', { ENVIRONMENT, DATABASE_URL, ...stores }), []);
  assert.equal(faultsOf('serve', { ENVIRONMENT, DATABASE_URL, ...stores }).length, 2);
});

test('an empty variable counts as missing', () => {
  assert.match(faultsOf('serve', { ...COMPLETE, ADMIN_API_KEY: '' })[0], /^ADMIN_API_KEY is missing: /);
  assert.deepEqual(faultsOf('serve', { ...COMPLETE, ADMIN_API_KEY_PREVIOUS: '', PORT: '', LOG_LEVEL: '' }), []);
});

const MALFORMED = {
  ENVIRONMENT: ['production', 'Dev'],
  LOG_LEVEL: ['INFO', 'verbose'],
  DATABASE_URL: ['db.example.com', 'mysql://db.example.com/reference', 'postgresql://db.example.com', 'postgresql:///reference'],
  REDIS_URL: ['redis.example.com:6379', 'http://redis.example.com', 'redis:///0'],
  REDIS_CA_FILE: ['ca.crt', './ca.crt'],
  QDRANT_URL: ['qdrant.example.com', 'redis://qdrant.example.com', 'http://qdrant.example.com:6333/prefix'],
  QDRANT_API_KEY: ['two words', 'line\nbreak'],
  API_KEY_SALT: ['0011', '0'.repeat(33), 'z'.repeat(32)],
  ADMIN_API_KEY: ['short', `${'k'.repeat(32)} `],
  ADMIN_API_KEY_PREVIOUS: ['short'],
  PORT: ['0', '65536', '80.5', 'http', '1e3'],
};

for (const [name, values] of Object.entries(MALFORMED)) {
  test(`${name}: what breaks its rule is told, and never repeated`, () => {
    for (const value of values) {
      const faults = faultsOf('serve', { ...COMPLETE, [name]: value });
      assert.equal(faults.length, 1, value);
      assert.ok(faults[0].startsWith(`${name} is malformed: it must be `));
      if (value.length > 8) assert.ok(!faults[0].includes(value), value);
    }
  });
}
