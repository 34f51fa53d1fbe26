import { benchNetlog } from './captures/text';

await benchNetlog((line) => process.stdout.write(`${line}\n`));
