export type * from './capture';
export type * from './case';
export type * from './common';
export type * from './dump';
export type * from './text';
