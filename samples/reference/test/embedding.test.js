import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DIMENSIONS, embed } from '../src/embedding.js';

const similarity = (a, b) => {
  const [left, right] = [embed(a), embed(b)];
  return left.reduce((sum, value, i) => sum + value * right[i], 0);
};

const isNear = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test('an embedding has 64 dimensions and length 1', () => {
  const vector = embed('Bread rises slowly.');
  assert.equal(DIMENSIONS, 64);
  assert.equal(vector.length, DIMENSIONS);
  isNear(Math.hypot(...vector), 1);
});

test('the same text gives the same numbers, here and everywhere', () => {
  assert.deepEqual(embed('one two three'), embed('one two three'));
  // The first byte of the SHA-512 of "bread", centred and scaled. If this changes, everything must be indexed again.
  isNear(embed('bread')[0], -0.17074983547802686);
});

test('case, order, punctuation and forms of a character make no difference', () => {
  isNear(similarity('Bread, and butter!', 'butter and BREAD'), 1);
  isNear(similarity('café', 'cafe\u0301'), 1);
});

test('texts that share words are nearer than texts that share none', () => {
  const shared = similarity('bread rises in the kitchen', 'how does bread rise in a kitchen');
  const unrelated = similarity('bread rises in the kitchen', 'trains leave at noon');
  assert.ok(shared > unrelated + 0.2, `${shared} and ${unrelated}`);
});

test('words of any script count', () => {
  assert.notDeepEqual(embed('хлеб'), embed('поезд'));
  isNear(Math.hypot(...embed('हिन्दी 日本語')), 1);
});

test('a text without words points nowhere', () => {
  assert.deepEqual(embed('?! …'), new Array(DIMENSIONS).fill(0));
});
