import { benchHar } from './captures/text';

await benchHar((line) => process.stdout.write(`${line}\n`));
