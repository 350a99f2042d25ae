import type { Suppression } from '../../core/alert/alert';
import { assertNever } from '../../core/kernel/never';
import { outsideText } from './outside-text';

const SHOWN = 3;

/** `silenced at prod-alertmanager (silence 1234abcd…)`. @param source its title, ready for a sentence */
export function suppressionWords(suppression: Suppression, source: string): string {
  const by = listed(suppression);
  switch (suppression.how) {
    case 'silenced':
      return `silenced at ${source}${by === '' ? '' : ` (silence ${by})`}`;
    case 'inhibited':
      return `inhibited at ${source} by another alert${by === '' ? '' : ` (${by})`}`;
    case 'muted':
      return `muted at ${source}${by === '' ? '' : ` by time interval ${by}`}`;
    default:
      return assertNever(suppression.how, 'suppression');
  }
}

function listed({ how, by }: Suppression): string {
  const shown = by.slice(0, SHOWN).map((id) => (how === 'muted' ? outsideText(id, 60) : shortId(id)));
  const more = by.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The first eight characters of an id, which is what people compare: `8c5e2f01…`. */
export function shortId(id: string): string {
  const whole = outsideText(id, 100);
  return whole.length > 9 ? `${whole.slice(0, 8)}…` : whole;
}
