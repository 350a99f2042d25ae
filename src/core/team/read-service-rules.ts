import type { Service } from '../people/service';
import { DAY, SECOND } from '../time/duration';
import { readChoice } from './read-choice';
import { readCodeownersKey } from './read-codeowners-key';
import { readDuration } from './read-duration';
import { readFlapping, readGrouping } from './read-grouping';
import { readSupportHours } from './read-support-hours';
import type { Fields, Reading } from './reading';

/** Keys of a service that say how it pages, and where more owners stand. */
export const SERVICE_RULES = ['urgency', 'supportHours', 'hold', 'group', 'flapping', 'codeowners'];

/** What a service says of how it pages; only what its keys say is there. */
export type ServiceRules = Pick<
  Service,
  'urgency' | 'supportHours' | 'hold' | 'group' | 'flapping' | 'codeowners' | 'codeownersPaths'
>;

/**
 * Reads them. One that cannot be read is left out after it was told: the service then pages sooner or more, never less.
 */
export function readServiceRules(reading: Reading, fields: Fields, teamZone: string): ServiceRules {
  const given = fields.get('urgency') !== null;
  const urgency = readChoice(reading, fields, 'urgency', ['high', 'low', 'severity'], 'severity');
  const supportHours = readSupportHours(reading, fields.get('supportHours'), teamZone, urgency ?? 'severity');
  const hold = readDuration(reading, fields, 'hold', 0, { min: 0, max: DAY });
  const group = readGrouping(reading, fields.get('group'));
  const flapping = readFlapping(reading, fields.get('flapping'));
  if (flapping !== null && hold > 0 && flapping.steady < hold && flapping.steady >= SECOND)
    reading.warn(
      fields.at('flapping'),
      '"steady" is shorter than "hold", so what flaps waits for "hold" all the same',
    );
  const codeowners = readCodeownersKey(reading, fields.get('codeowners'));
  return {
    ...(given && urgency !== null ? { urgency } : {}),
    ...(supportHours === null ? {} : { supportHours }),
    ...(hold > 0 ? { hold } : {}),
    ...(group === null ? {} : { group }),
    ...(flapping === null ? {} : { flapping }),
    ...(codeowners.file === '' ? {} : { codeowners: codeowners.file }),
    ...(codeowners.paths.length === 0 ? {} : { codeownersPaths: codeowners.paths }),
  };
}
