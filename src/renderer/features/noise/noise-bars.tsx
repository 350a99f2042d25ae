import type { NoiseRowView } from '../../../contract/noise/noise-views';
import { Segmented } from '../../ui/segmented';
import { byMeasure, MEASURE_WORDS, measureOf } from './measures';
import { MEASURES, pickNoise, useNoise } from './noise-store';

const MOST_BARS = 10;

/** Bars of one measure, an alert each; of "never acted on", the part at night is hatched. The table says the same in numbers. */
export function NoiseBars({ rows }: { rows: readonly NoiseRowView[] }) {
  const measure = useNoise((picks) => picks.measure);
  const shown = byMeasure(rows, measure)
    .slice(0, MOST_BARS)
    .filter((row) => measureOf(row, measure) > 0);
  const most = Math.max(1, ...shown.map((row) => measureOf(row, measure)));
  const { long } = MEASURE_WORDS[measure];
  return (
    <div className="noise-chart">
      <Segmented
        label="What the bars show"
        value={measure}
        segments={MEASURES.map((value) => ({ value, label: MEASURE_WORDS[value].title }))}
        onChange={(next) => pickNoise({ measure: next })}
      />
      <p className="noise-small noise-chart-text">
        {long}
        {measure === 'unacted' ? '; hatched: at night.' : '.'}
      </p>
      {shown.length === 0 && <p className="muted">None in these days.</p>}
      <div
        className="noise-bars"
        role="img"
        aria-label={`${long}: a bar for each alert. The table has the numbers.`}
      >
        {shown.map((row) => {
          const amount = measureOf(row, measure);
          const night = measure === 'unacted' ? row.unactedAtSleep : 0;
          return (
            <div className="noise-bar-row" key={`${row.service.id}\n${row.name}`}>
              <bdi className="noise-bar-name cut">{row.name}</bdi>
              <span className="noise-track">
                <span className="noise-night" style={{ inlineSize: `${(night / most) * 100}%` }} />
                <span className="noise-day" style={{ inlineSize: `${((amount - night) / most) * 100}%` }} />
              </span>
              <span className="noise-figure">{amount.toLocaleString('en')}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
