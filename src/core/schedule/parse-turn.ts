import { err, ok, type Result } from '../kernel/result';
import type { Turn } from './schedule';

/** Longer turns are mistakes: nobody is on call for years on end. */
const MOST = 9999;

/**
 * Reads how long one person's turn lasts: `12 hours`, `1 day`, `2 weeks`.
 * @returns the turn, or a sentence that says what is wrong
 */
export function parseTurn(text: string): Result<Turn, string> {
  const m = /^(\d{1,9}) *(hour|day|week)s?$/i.exec(text.trim());
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  if (!m) return err(`"${shown}" is not a turn; write for example 12 hours, 1 day or 2 weeks`);
  const every = Number(m[1]);
  if (every < 1 || every > MOST) return err(`a turn is 1 to ${MOST} hours, days or weeks, not ${every}`);
  return ok({ every, unit: `${(m[2] as string).toLowerCase()}s` as Turn['unit'] });
}

/** Prints a turn as the team file writes it: `1 week`, `12 hours`. */
export function printTurn({ every, unit }: Turn): string {
  return `${every} ${every === 1 ? unit.slice(0, -1) : unit}`;
}
