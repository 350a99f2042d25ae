import type { NoiseRowView } from '../../../contract/noise/noise-views';
import { HELD_WORDS } from '../../parts/held-words';
import { openPolicy } from '../../parts/policy-place';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { byMeasure, MEASURE_WORDS, measureOf, share } from './measures';
import { MEASURES, type Measure, pickNoise, useNoise } from './noise-store';

/** Alert by alert: what paged, what nobody acted on, what was held back, and what would make it quieter. */
export function NoiseTable({ rows, more }: { rows: readonly NoiseRowView[]; more: number }) {
  const measure = useNoise((picks) => picks.measure);
  return (
    <div className="noise-table-frame">
      <table className="noise-table">
        <caption className="only-read">Alerts by how much noise they made</caption>
        <thead>
          <tr>
            <th scope="col">Alert</th>
            {MEASURES.map((each) => (
              <Head key={each} measure={each} sorted={each === measure} />
            ))}
            <th scope="col" className="noise-wide">
              Make it quieter
            </th>
          </tr>
        </thead>
        <tbody>
          {byMeasure(rows, measure).map((row) => (
            <Row key={`${row.service.id}\n${row.name}`} row={row} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="noise-small noise-more">{more.toLocaleString('en')} more are in the CSV.</p>}
    </div>
  );
}

function Row({ row }: { row: NoiseRowView }) {
  const { service } = row;
  return (
    <tr>
      <th scope="row">
        <bdi className="noise-name">{row.name}</bdi>
        <span className="noise-small">
          <bdi>{service.name}</bdi>
        </span>
      </th>
      <td className={row.unacted > 0 ? 'noise-loud' : undefined}>
        <span className="noise-figure">{row.unacted.toLocaleString('en')}</span>
        <span className="noise-small">{share(row.unacted, row.paged)}</span>
      </td>
      <td>
        <span className="noise-figure">{row.unactedAtSleep.toLocaleString('en')}</span>
      </td>
      <td>
        <span className="noise-figure">{row.paged.toLocaleString('en')}</span>
        <span className="noise-small">of {row.incidents.toLocaleString('en')}</span>
      </td>
      <td>
        <span className="noise-figure">{measureOf(row, 'held').toLocaleString('en')}</span>
        {row.held.slice(0, 2).map(({ how, incidents }) => (
          <span className="noise-small" key={how}>
            {HELD_WORDS[how]} {incidents.toLocaleString('en')}
          </span>
        ))}
      </td>
      <td className="noise-wide">
        {row.suggestions.map(({ text, yaml }) => (
          <p key={yaml} className="noise-suggestion">
            {text} <code className="noise-yaml">{yaml}</code>
          </p>
        ))}
        {row.suggestions.length > 0 && service.inFile && (
          <Button
            size="small"
            look="quiet"
            glyph="edit"
            className="noise-edit"
            aria-label={`Edit the service of ${row.name}, ${service.name}`}
            onClick={() => openPolicy({ kind: 'service', id: service.id })}
          >
            Edit the service
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Sorts by its column. */
function Head({ measure, sorted }: { measure: Measure; sorted: boolean }) {
  return (
    <th scope="col" aria-sort={sorted ? 'descending' : undefined}>
      <button
        type="button"
        className="noise-sort"
        title={`${MEASURE_WORDS[measure].long}. Click to sort.`}
        onClick={() => pickNoise({ measure })}
      >
        {MEASURE_WORDS[measure].title}
        {sorted && <Glyph name="chevron-down" size={12} />}
      </button>
    </th>
  );
}
