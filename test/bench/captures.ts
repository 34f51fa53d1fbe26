import { benchExtensionHost } from './captures/extensionHost';
import { benchQuery } from './captures/query';
import { benchSaz } from './captures/saz';
import { benchHar, benchNetlog } from './captures/text';

/* Opening large captures; every figure is a ratio to something measured in the same run. */
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

print('== SAZ');
await benchSaz(print);
print('== HAR');
await benchHar(print);
print('== NetLog');
await benchNetlog(print);
print('== Query');
benchQuery(print);
print('== Extension host');
await benchExtensionHost();
print('== List');
await import('./list');
