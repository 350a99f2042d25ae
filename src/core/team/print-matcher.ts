import type { Matcher } from '../alert/matcher';

/** A matcher as Prometheus and the team file write it: `severity="critical"`. Reads as the same one. */
export function printMatcher({ name, operator, value }: Matcher): string {
  const text = value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
  return `${name}${operator}"${text}"`;
}
