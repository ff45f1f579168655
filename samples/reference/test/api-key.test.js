import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeyCheck } from '../src/api-key.js';

const SALT = '00112233445566778899aabbccddeeff';
const CURRENT = 'current'.repeat(5);
const PREVIOUS = 'previous'.repeat(4);

test('the current and the previous key are right', () => {
  const isKey = createKeyCheck(SALT, [CURRENT, PREVIOUS]);
  assert.equal(isKey(CURRENT), true);
  assert.equal(isKey(PREVIOUS), true);
});

test('a previous key is wrong once it is no longer set', () => {
  assert.equal(createKeyCheck(SALT, [CURRENT])(PREVIOUS), false);
});

test('anything else is wrong', () => {
  const isKey = createKeyCheck(SALT, [CURRENT, PREVIOUS]);
  for (const presented of [undefined, '', 'current', `${CURRENT} `, CURRENT.toUpperCase(), `${CURRENT}, ${CURRENT}`, [CURRENT]]) {
    assert.equal(isKey(presented), false, String(presented));
  }
});
