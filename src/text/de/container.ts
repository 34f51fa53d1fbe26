import type { container as english } from '../en/container';

/** Sentences of the area "container" in German. */
export const container: Record<keyof typeof english, string> = {
  'container.gzipLimit': 'Die Datei ist entpackt größer als {bytes} Bytes; der Rest wurde nicht gelesen.',
  'container.gzipDamaged': 'Die gepackte Datei ist abgeschnitten oder beschädigt; {bytes} Bytes ließen sich entpacken.',
};
