import { benchQuery } from './captures/query';

benchQuery((line) => process.stdout.write(`${line}\n`));
