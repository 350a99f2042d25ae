import type { EffectView, LoadView } from '../../contract/rota/trade-views';
import type { PersonView } from '../../contract/views/people';
import { Glyph } from '../ui/glyph';
import { PersonDot } from '../ui/person-dot';
import { lengthWords, spanWords } from './shift-words';
import './trade-effect.css';

const LOADS: readonly { key: keyof LoadView; title: string }[] = [
  { key: 'hours', title: 'Hours' },
  { key: 'nights', title: 'Nights' },
  { key: 'weekends', title: 'Weekends' },
  { key: 'holidays', title: 'Holidays' },
  { key: 'shortestRest', title: 'Least rest' },
];

/**
 * What a trade would do: who covers what, each one's load over the 28 days around it before and after, and what to
 * mind. `only`: show one person's part, where nobody knows yet who takes it. `names` gives schedules their names.
 */
export function TradeEffect({
  effect,
  names,
  zone,
  only = '',
}: {
  effect: EffectView;
  names: ReadonlyMap<string, string>;
  zone: string;
  only?: string;
}) {
  // What is warned of depends on who takes it.
  const warnings = only === '' ? effect.warnings : [];
  const people = effect.people.filter(({ person }) => only === '' || person.id === only);
  return (
    <div className="effect">
      <ul className="effect-changes" aria-label="Who covers what">
        {effect.changes.map((change) => (
          <li key={`${change.schedule} ${change.start}`} className="effect-change">
            <span className="effect-when">
              <b>{names.get(change.schedule) ?? change.schedule}</b>{' '}
              {spanWords(change.start, change.end, zone)}
              <span className="muted"> · {lengthWords(change.end - change.start)}</span>
            </span>
            <span className="effect-who">
              <Who person={change.before} />
              <Glyph name="chevron-right" size={12} label="then" />
              {only !== '' && change.before?.id === only ? (
                <span className="muted">whoever takes it</span>
              ) : (
                <Who person={change.after} />
              )}
            </span>
          </li>
        ))}
      </ul>
      {warnings.map((warning) => (
        <p key={warning} className="effect-warning">
          <Glyph name="warning" size={14} />
          {warning}
        </p>
      ))}
      {people.length > 0 && (
        <table className="effect-loads">
          <caption>Hours in the 28 days around it, before and after</caption>
          <thead>
            <tr>
              <td />
              {LOADS.map(({ key, title }) => (
                <th key={key} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map(({ person, before, after }) => (
              <tr key={person.id}>
                <th scope="row">
                  <PersonDot person={person} size="small" named />
                </th>
                {LOADS.map(({ key }) => (
                  <td key={key}>
                    <Change before={before[key]} after={after[key]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Who({ person }: { person: PersonView | null }) {
  return person ? (
    <PersonDot person={person} size="small" named />
  ) : (
    <span className="effect-nobody">Nobody</span>
  );
}

/** `40 → 52`; one figure where nothing changes. Hours, or – where there are none to count. */
function Change({ before, after }: { before: number | null; after: number | null }) {
  if (before === after) return <span className="muted">{figure(after)}</span>;
  return (
    <span className="effect-moved">
      {figure(before)}
      <span className="only-read"> before, now </span>
      <span aria-hidden="true">→</span>
      <b>{figure(after)}</b>
    </span>
  );
}

function figure(hours: number | null): string {
  return hours === null ? '–' : String(Math.round(hours * 10) / 10);
}
