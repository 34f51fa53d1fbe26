import { ipv4Class, ipv4Pseudonym, ipv6Class, ipv6Pseudonym } from './addresses';
import type { PersonalClass, SecretClass } from './model';

/** Mail domains that everybody may have: they tell the class of an account and nobody's name. */
const consumerDomains =
  /^(?:(?:outlook|hotmail|live|msn|gmail|googlemail|yahoo|icloud|me|gmx|web|aol|proton|protonmail)\.(?:com|de|net|me|co\.uk|fr|at|ch|nl|es|it)|t-online\.de|freenet\.de)$/;
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Names that are nobody's: too short or too common to be looked for in other places. */
const commonNames =
  /^(?:admin|administrator|user|users|guest|test|default|public|system|service|everyone|name|none|null|true|false|unknown|owner|root|local|localhost|desktop|laptop|profile|person|edge|microsoft|windows|device|sync|account|contact|info|office|support|mail)$/i;

/** What a value becomes, and of which class it is. */
export interface Known {
  readonly class: PersonalClass | SecretClass;
  readonly to: string;
}

/**
 * Replaces values by names that stay the same in all files of a case. A pseudonym keeps what diagnosis needs: the class
 * of a mail domain and the mark of a guest, the class of an address, the shape of a GUID or SID, and equality. Secrets
 * become marks with a number, so that equal ones can still be told. Its own results map to themselves.
 */
export class Pseudonyms {
  private readonly values = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private readonly results = new Set<string>();
  /** Values that are looked for in every text, by lower-case spelling. */
  readonly literals = new Map<string, Known>();
  /** Raised with every new literal. */
  version = 0;

  /** A mark for a secret: `redacted-cookie-3`. Letters, digits and hyphens pass through every encoding. */
  secret(kind: SecretClass, value: string): string {
    if (this.isOwn(value)) return value;
    const mark = this.named(`secret ${kind}`, value, (n) => `redacted-${kind}-${n}`);
    // Entities and whole licenses are too long or too ordinary to be looked for elsewhere.
    if (value.length >= 12 && kind !== 'entity' && kind !== 'license' && kind !== 'unreadable')
      this.learn(value, kind, mark);
    return mark;
  }

  personal(kind: PersonalClass, value: string): string {
    const text = value.trim();
    if (text === '') return value;
    // Addresses have no shape of their own: they map by order, which is the same in a copy.
    if (kind !== 'ip-address' && kind !== 'mac-address' && this.isOwn(text)) return value;
    switch (kind) {
      case 'mail-address':
        return this.mail(text);
      case 'mail-domain':
        return this.domain(text);
      case 'ip-address':
        return this.address(text);
      case 'mac-address':
        return this.mac(text);
      case 'object-id':
        return this.id(text);
      default:
        return this.word(kind, text);
    }
  }

  /** True for what this class makes, so that a redacted copy can be redacted again without change. */
  isOwn(value: string): boolean {
    return (
      this.results.has(value) ||
      /^redacted-[a-z-]+-\d+$/.test(value) ||
      /^(?:Person-|Organization-|user-|DEVICE-|org-|id-)\d+$/.test(value) ||
      /^5ead0000-0000-4000-8000-[0-9a-f]{12}$/i.test(value) ||
      /^user-\d+(?:_org-\d+\.\w+#EXT#)?@(?:org-\d+\.(?:example|onmicrosoft\.com)|[\w.-]+)$/i.test(value) ||
      /^org-\d+\.(?:example|onmicrosoft\.(?:com|us|de)|partner\.onmschina\.cn)$/i.test(value) ||
      /^S-1-(?:12-1|5-21)-0-0-0-\d+$/.test(value)
    );
  }

  /** Looks for this value in every text from now on. */
  learn(value: string, kind: PersonalClass | SecretClass, to: string): void {
    const key = value.toLowerCase();
    if (key.length < 4 || commonNames.test(key) || this.literals.has(key) || value === to) return;
    this.literals.set(key, { class: kind, to });
    this.version++;
  }

  private mail(text: string): string {
    const at = text.lastIndexOf('@');
    const local = text.slice(0, at);
    const domain = text.slice(at + 1);
    const key = text.toLowerCase();
    const known = this.values.get(`mail ${key}`);
    if (known !== undefined) return known;
    const guest = /^(.+)_([\w-]+(?:\.[\w-]+)+)#EXT#$/i.exec(local);
    const inner = guest?.[1] !== undefined && guest[2] !== undefined ? this.mail(`${guest[1]}@${guest[2]}`) : undefined;
    const made = inner
      ? `${inner.replace('@', '_')}#EXT#@${this.domain(domain)}`
      : `${this.named('user', local.toLowerCase(), (n) => `user-${n}`)}@${this.domain(domain)}`;
    this.values.set(`mail ${key}`, made);
    this.results.add(made);
    this.learn(text, 'mail-address', made);
    if (/[.\d]/.test(local) && local.length >= 5) this.learn(local, 'user-name', made.slice(0, made.lastIndexOf('@')));
    return made;
  }

  private domain(text: string): string {
    const key = text.toLowerCase();
    if (consumerDomains.test(key) || this.isOwn(key)) return text;
    const cloud =
      /^[\w-]+(\.onmicrosoft\.(?:com|us|de)|\.partner\.onmschina\.cn|\.b2clogin\.com|\.ciamlogin\.com)$/.exec(key);
    if (cloud?.[1] === '.b2clogin.com' || cloud?.[1] === '.ciamlogin.com') return text;
    const made = this.named('domain', key, (n) => `org-${n}${cloud?.[1] ?? '.example'}`);
    this.learn(text, 'mail-domain', made);
    // The same domain inside a pattern, as policies write it.
    this.learn(text.replaceAll('.', '\\.'), 'mail-domain', made.replaceAll('.', '\\.'));
    return made;
  }

  private address(text: string): string {
    const key = text.toLowerCase();
    const mapped = /^((?:::ffff:|::))(\d+\.\d+\.\d+\.\d+)$/.exec(key);
    if (mapped?.[2]) return `${mapped[1]}${this.address(mapped[2])}`;
    if (!key.includes(':')) {
      const kind = ipv4Class(key);
      return kind === 'none' ? text : this.named(`ip ${kind}`, key, (n) => ipv4Pseudonym(kind, n));
    }
    const kind = ipv6Class(key);
    return kind === 'none' ? text : this.named(`ip ${kind}`, key, (n) => ipv6Pseudonym(kind, n));
  }

  private mac(text: string): string {
    const separator = text.includes('-') ? '-' : ':';
    const key = text.toLowerCase().replaceAll('-', ':');
    // The bit that marks locally administered addresses keeps the pseudonym apart from every maker's.
    return this.named(
      'mac',
      key,
      (n) => `02:00:00${[16, 8, 0].map((shift) => `:${((n >> shift) & 255).toString(16).padStart(2, '0')}`).join('')}`,
    ).replaceAll(':', separator);
  }

  private id(text: string): string {
    const bare = text.replace(/^\{|\}$/g, '');
    if (guid.test(bare)) {
      if (this.isOwn(bare)) return text;
      const made = this.named(
        'id',
        bare.toLowerCase(),
        (n) => `5ead0000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
      );
      this.learn(bare, 'object-id', made);
      return text.replace(bare, made);
    }
    const sid = /^S-1-(12-1|5-21)-/.exec(text);
    const made = sid
      ? this.named('sid', text, (n) => `S-1-${sid[1]}-0-0-0-${n}`)
      : this.named('id other', text, (n) => `id-${n}`);
    if (text.length >= 10) this.learn(text, 'object-id', made);
    return made;
  }

  private word(kind: PersonalClass, text: string): string {
    const shapes: Partial<Record<PersonalClass, (n: number) => string>> = {
      name: (n) => `Person-${n}`,
      organization: (n) => `Organization-${n}`,
      'device-name': (n) => `DEVICE-${n}`,
      'user-name': (n) => `user-${n}`,
    };
    const shape = shapes[kind] ?? ((n: number) => `id-${n}`);
    const made = this.named(kind === 'user-name' ? 'user' : kind, text.toLowerCase(), shape);
    if (text.length >= 4) this.learn(text, kind, made);
    return made;
  }

  private named(series: string, value: string, shape: (n: number) => string): string {
    const key = `${series}\n${value}`;
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const n = (this.counts.get(series) ?? 0) + 1;
    this.counts.set(series, n);
    const made = shape(n);
    this.values.set(key, made);
    if (!series.startsWith('ip ') && series !== 'mac') this.results.add(made);
    return made;
  }
}
