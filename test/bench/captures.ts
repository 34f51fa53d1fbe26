import { benchSaz } from './captures/saz';

/* Opening large captures; every figure is a ratio to something measured in the same run. */
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

print('== SAZ');
await benchSaz(print);
