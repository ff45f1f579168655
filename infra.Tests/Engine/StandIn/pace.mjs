import { setTimeout as sleep } from "node:timers/promises";

/**
 * When answers are given: at once; late, each after another time; or reversed: those to requests that came together are held until no more come, and the
 * last is answered first.
 */
export class Pace {
  #held = [];
  #timer = null;

  constructor({ mode = "immediate", milliseconds = 0 } = {}) {
    this.mode = mode;
    this.milliseconds = milliseconds;
  }

  /** Waits until a request may be answered. */
  async turn(name) {
    if (this.mode === "late") await sleep(spread(name) * this.milliseconds);
    if (this.mode === "reversed") await new Promise((resolve) => this.#hold(resolve));
  }

  #hold(resolve) {
    this.#held.push(resolve);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const release of this.#held.splice(0).reverse()) release();
    }, this.milliseconds);
  }
}

// The same for the same name, between 0 and 1, and unlike that of similar names.
function spread(name) {
  let hash = 2166136261;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619) >>> 0;
  return hash / 2 ** 32;
}
