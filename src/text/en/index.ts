import { analysis } from './analysis';
import { artifacts } from './artifacts';
import { capture } from './capture';
import { caseTexts } from './case';
import { cli } from './cli';
import { codes } from './codes';
import { container } from './container';
import { diagnosis } from './diagnosis';
import { dump } from './dump';
import { har } from './har';
import { host } from './host';
import { http } from './http';
import { license } from './license';
import { neighbors } from './neighbors';
import { netlog } from './netlog';
import { query } from './query';
import { reports } from './reports';
import { stats } from './stats';
import { sync } from './sync';
import { token } from './token';
import { ui } from './ui';

/** Every sentence in US English, by key. */
export const en = {
  ...artifacts,
  ...dump,
  ...stats,
  ...capture,
  ...har,
  ...netlog,
  ...http,
  ...neighbors,
  ...container,
  ...token,
  ...license,
  ...sync,
  ...codes,
  ...diagnosis,
  ...reports,
  ...query,
  ...analysis,
  ...ui,
  ...host,
  ...cli,
  ...caseTexts,
} as const;

export type MessageKey = keyof typeof en;
