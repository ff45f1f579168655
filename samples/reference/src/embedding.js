import { createHash } from 'node:crypto';

/** How many numbers an embedding has: the bytes of a SHA-512. */
export const DIMENSIONS = 64;

/**
 * Turns a text into a direction: texts that share words point to similar places. Each word stands for a fixed direction
 * that its hash gives, and a text for the sum of its words, with length 1. The same text always gives the same numbers,
 * and nobody has to be asked. A language model would go here.
 * @param {string} text
 * @returns {number[]} only zeros where the text has no word
 */
export function embed(text) {
  const sum = new Array(DIMENSIONS).fill(0);
  for (const word of wordsOf(text)) {
    const hash = createHash('sha512').update(word).digest();
    for (let i = 0; i < DIMENSIONS; i++) sum[i] += hash[i] - 127.5;
  }

  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}

const wordsOf = (text) => text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
