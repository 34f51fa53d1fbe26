import { hideSecrets, type Secret, secretsIn, secretsInHeader, secretsInUrl } from '../masking';
import type { Words } from '../words';

/** Puts a chip in place of every secret of a copied session. */
export class CopyMasker {
  constructor(private readonly words: Words) {}

  url(url: string): string {
    return this.apply(url, secretsInUrl(url));
  }

  header(name: string, value: string): string {
    return this.apply(value, secretsInHeader(name, value));
  }

  text(text: string): string {
    return this.apply(text, secretsIn(text));
  }

  private apply(text: string, secrets: readonly Secret[]): string {
    return hideSecrets(this.words, text, secrets);
  }
}
