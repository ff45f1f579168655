import { Gauge } from 'prom-client';
import { within } from './deadline.js';

/**
 * Measures the queue whenever the metrics are read. A length that Redis does not tell is left out: unknown is not zero.
 * @param {import('prom-client').Registry} metrics
 * @param {ReturnType<typeof import('./queue.js').createQueue>} queue
 */
export function observeQueue(metrics, queue) {
  gauge(metrics, 'queue_length', 'Jobs that wait for a worker.', () => queue.length());
  gauge(metrics, 'dead_letter_queue_length', 'Jobs that failed for good.', () => queue.deadLength());
}

function gauge(metrics, name, help, read) {
  new Gauge({
    name,
    help,
    registers: [metrics],
    async collect() {
      try {
        this.set(await within(2_000, read()));
      } catch {
        this.remove();
      }
    },
  });
}
