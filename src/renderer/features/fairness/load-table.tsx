import type { FairnessView } from '../../../contract/rota/fairness-views';
import { Badge } from '../../ui/badge';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { pickFairness, useFairness } from './fairness-store';
import { amountText, carriesMore, differenceText, MEASURE_NAMES, MEASURES, type Measure } from './measures';

type Row = FairnessView['people'][number];

/** Everybody's figures, each with its difference to the mean, in words and with its sign. */
export function LoadTable({
  people,
  mean,
  me,
}: {
  people: readonly Row[];
  mean: FairnessView['mean'];
  me: string;
}) {
  const someKnown = people.some(({ interruptions }) => interruptions !== null);
  return (
    <table className="fair-table">
      <caption className="only-read">What each person carries, and how far it is from the mean</caption>
      <thead>
        <tr>
          <th scope="col">Person</th>
          {MEASURE_NAMES.map((measure) => (
            <Head key={measure} measure={measure} />
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map((row) => (
          <tr key={row.person.id}>
            <th scope="row">
              <span className="fair-person">
                <PersonDot person={row.person} named />
                {row.person.id === me && <Badge tone="accent">You</Badge>}
              </span>
              <span className="fair-small">
                {row.shifts === 1 ? '1 shift' : `${row.shifts} shifts`} · {row.person.timeZone}
              </span>
            </th>
            {MEASURE_NAMES.map((measure) => (
              <td key={measure} className={carriesMore(measure, row, mean) ? 'fair-more' : undefined}>
                <span className="fair-figure">{amountText(measure, row[measure])}</span>
                {measure === 'interruptions' && someKnown && <Nights count={row.sleepInterruptions} />}
                <span className="fair-small">{differenceText(measure, row[measure], mean[measure])}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Mean</th>
          {MEASURE_NAMES.map((measure) => (
            <td key={measure}>{amountText(measure, mean[measure])}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

/** How many of the interruptions came at night; not known is said in words. */
function Nights({ count }: { count: number | null }) {
  if (count === 0) return null;
  return <span className="fair-small">{count === null ? 'not known here' : `${count} at night`}</span>;
}

const NEXT_SORT = { '': 'most', most: 'least', least: '' } as const;
const SPOKEN_SORT = { '': undefined, most: 'descending', least: 'ascending' } as const;

/** Sorts by its column: most first, least first, then the team file's order again. */
function Head({ measure }: { measure: Measure }) {
  const picks = useFairness();
  const sort = picks.measure === measure ? picks.sort : '';
  return (
    <th scope="col" aria-sort={SPOKEN_SORT[sort]}>
      <button
        type="button"
        className="fair-sort"
        title={`${MEASURES[measure].long}. Click to sort.`}
        onClick={() => pickFairness({ measure, sort: NEXT_SORT[sort] })}
      >
        {MEASURES[measure].title}
        {sort !== '' && <Glyph name={sort === 'most' ? 'chevron-down' : 'chevron-up'} size={12} />}
      </button>
    </th>
  );
}

/** The people in the order that was chosen; who has no figure comes last. */
export function sorted(
  people: readonly Row[],
  measure: Measure,
  sort: '' | 'most' | 'least',
): readonly Row[] {
  if (sort === '') return people;
  const worst = sort === 'most' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const sign = sort === 'most' ? -1 : 1;
  return people.toSorted((a, b) => {
    const [left, right] = [a[measure] ?? worst, b[measure] ?? worst];
    return left === right ? 0 : sign * (left - right);
  });
}
