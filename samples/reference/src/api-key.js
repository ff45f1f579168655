import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Makes a check that takes equally long whatever it is given. It compares keyed hashes, which all have the same length
 * and tell nothing about the keys.
 * @param {string} salt hexadecimal
 * @param {string[]} keys any of them is right
 * @returns {(presented: unknown) => boolean}
 */
export function createKeyCheck(salt, keys) {
  const secret = Buffer.from(salt, 'hex');
  const hash = (key) => createHmac('sha256', secret).update(key).digest();
  const accepted = keys.map(hash);

  return (presented) => {
    if (typeof presented !== 'string') return false;
    const candidate = hash(presented);
    return accepted.map((key) => timingSafeEqual(key, candidate)).includes(true);
  };
}
