// Evaluates rules in CEL as the API server does. Reads a list of { self, rule } and writes a list of texts: what it says against each
// value; empty where the rule holds.
import { readFileSync } from 'node:fs';
import { Environment } from '@marcbachmann/cel-js';

const UNITS = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const QUANTITY = /^([+-]?[0-9]*\.?[0-9]*)(?:[eE]([+-]?[0-9]+)|([KMGTPE])i|([numkMGTPE]?))$/;

class Quantity {
  constructor(value) {
    this.value = value;
  }
}

const isQuantity = text => /[0-9]/.test(text) && QUANTITY.test(text);

// Doubles tell apart whatever quantities these rules compare.
const quantity = text => {
  if (!isQuantity(text)) throw new Error(`${text} is no quantity`);
  const [, number, exponent, binary, unit] = QUANTITY.exec(text);
  const factor = binary ? 1024 ** ('KMGTPE'.indexOf(binary) + 1) : 10 ** (exponent ? Number(exponent) : UNITS[unit ?? '']);
  return new Quantity(Number(number) * factor);
};

const environment = new Environment()
  .registerVariable('self', 'dyn')
  .registerType('Quantity', Quantity)
  .registerFunction('isQuantity(string): bool', isQuantity)
  .registerFunction('quantity(string): Quantity', quantity)
  .registerFunction('sign(Quantity): int', one => BigInt(Math.sign(one.value)))
  .registerFunction('Quantity.compareTo(Quantity): int', (one, other) => BigInt(Math.sign(one.value - other.value)));

// The numbers of custom resources are integers, which CEL tells from doubles.
const valueOf = json => {
  if (Number.isInteger(json)) return BigInt(json);
  if (Array.isArray(json)) return json.map(valueOf);
  return json instanceof Object ? new Map(Object.entries(json).map(([key, value]) => [key, valueOf(value)])) : json;
};

const programs = new Map();
const programOf = rule => {
  if (!programs.has(rule)) programs.set(rule, environment.parse(rule));
  return programs.get(rule);
};

const verdictOn = ({ self, rule }) => {
  const program = programOf(rule);
  try {
    return program({ self: valueOf(self) }) === true ? '' : 'failed';
  } catch (error) {
    return (error.summary ?? error.message).replace(/^No such/, 'no such');
  }
};

console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(verdictOn)));
