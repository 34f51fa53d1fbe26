import type { Place } from '../../artifacts/place';

/** Classes of what is taken out. The first group is removed, the second replaced by pseudonyms. */
export const secretClasses = [
  'signature',
  'token',
  'refresh-token',
  'code',
  'cookie',
  'password',
  'client-secret',
  'session-key',
  'content-key',
  'private-key',
  'sealed-key',
  'encrypted-data',
  'license',
  'channel-url',
  'entity',
  'site-address',
  'unreadable',
] as const;
export const personalClasses = [
  'mail-address',
  'mail-domain',
  'name',
  'organization',
  'user-name',
  'device-name',
  'object-id',
  'ip-address',
  'mac-address',
] as const;

export type SecretClass = (typeof secretClasses)[number];
export type PersonalClass = (typeof personalClasses)[number];
export type RedactClass = SecretClass | PersonalClass;

export interface RedactOptions {
  /** `claims` keeps header and claims of a token without its signature; `whole` replaces it. Default: `claims`. */
  readonly tokens?: 'claims' | 'whole';
  readonly signal?: AbortSignal;
}

/** What was replaced, by class; places up to a limit per class. */
export interface Replaced {
  readonly class: RedactClass;
  readonly count: number;
  readonly places: readonly Place[];
}

/** What readers and diagnosis do not judge in the copy, or what is not part of it. */
export type NotJudged =
  | 'token-signature'
  | 'license-integrity'
  | 'unreadable-body'
  | 'grpc'
  | 'outlook-message'
  | 'password';

/** Where the redactor stands: the place of everything it replaces now. */
export interface Where {
  readonly artifact: string;
  readonly session?: number;
  readonly part?: string;
  readonly layers: readonly string[];
}

/** The same place one layer further in. */
export function inside(where: Where, ...layers: readonly string[]): Where {
  return { ...where, layers: [...where.layers, ...layers] };
}
