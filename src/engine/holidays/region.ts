import type Holidays from 'date-holidays';
import { err, ok, type Result } from '../../core/kernel/result';

/** A country, a part of it, a part of that: `GB`, `GB-ENG`, `DE-BY-A`, as the library names them. */
export type Region = readonly [country: string, ...parts: string[]];

const CODE = /^[A-Z]{2}(-[A-Z0-9]{1,10}){0,2}$/;

/**
 * Which region a code of the team file means.
 * @param library any instance of the library, for its list of countries and parts
 * @returns the region, or words that say what is wrong with the code
 */
export function readRegion(code: string, library: Holidays): Result<Region, string> {
  const upper = code.toUpperCase();
  if (!CODE.test(upper)) return err(`"${code}" is no region; write a country or a part of it, as in GB-ENG`);
  const [country = '', state, region] = upper.split('-');
  if (!(country in library.getCountries('en')))
    return err(`no public holidays are known for the country "${country}"`);
  if (state === undefined) return ok([country]);
  const states = partsOf(library.getStates(country, 'en'));
  if (!(state in states)) return err(`of ${country} no part "${state}" is known${choices(states)}`);
  if (region === undefined) return ok([country, state]);
  const regions = partsOf(library.getRegions(country, state, 'en'));
  if (!(region in regions))
    return err(`of ${country}-${state} no part "${region}" is known${choices(regions)}`);
  return ok([country, state, region]);
}

type Parts = Readonly<Record<string, string>>;

/** Whatever its types say: where there are no parts, the library gives nothing. */
function partsOf(found: Parts | undefined): Parts {
  return found ?? {};
}

const MOST_CHOICES = 12;

function choices(parts: Parts): string {
  const codes = Object.keys(parts).toSorted();
  if (codes.length === 0) return '; only the whole of it';
  const more = codes.length > MOST_CHOICES ? ' …' : '';
  return `; there are ${codes.slice(0, MOST_CHOICES).join(', ')}${more}`;
}
