import type { DrillView } from '../../../contract/readiness/readiness-views';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { tell } from '../../state/act';
import { goTo } from '../../state/screen';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Section } from '../../ui/screen';
import { Switch } from '../../ui/switch';
import { Time } from '../../ui/time';

const ask = () => call('drill.list', {});
const MOST = 12;
const GLYPHS: Record<DrillView['outcome'], string> = {
  running: 'play',
  answered: 'check',
  late: 'clock',
  missed: 'close',
  interrupted: 'pause',
};

/** Drills and how they went, and whether one comes each month. */
export function DrillList({ turn, changed }: { turn: number; changed: () => void }) {
  const { value, trouble } = useAsked(ask, turn);
  if (!value) return trouble ? <p role="alert">{trouble}</p> : null;
  return (
    <Section
      title="Drills"
      text="A practice page that goes the real way and is timed. The target: answered within 5 minutes."
      tools={
        <Button size="small" glyph="play" onClick={() => goTo('practice')}>
          Practise now
        </Button>
      }
    >
      <div className="ready-card">
        <Switch
          label="A drill each month"
          hint={
            value.nextAt === null
              ? 'At a working hour that nobody knows beforehand, never while an incident is open.'
              : `The next one comes in ${monthOf(value.nextAt)}, at a working hour.`
          }
          checked={value.monthly}
          onChange={(on) => void tell(() => call('drill.setMonthly', { on })).then(changed)}
        />
        {value.trouble && <p className="ready-trouble">Results are not kept: {value.trouble}</p>}
        {value.drills.length === 0 ? (
          <p className="muted">No drill yet.</p>
        ) : (
          <ol className="ready-drills" aria-label="Drills">
            {value.drills.slice(0, MOST).map((drill) => (
              <li key={drill.id} className="ready-drill" data-outcome={drill.outcome}>
                <Glyph name={GLYPHS[drill.outcome]} size={16} />
                <div className="ready-words">
                  <p>{drill.says}</p>
                  <p className="ready-small">
                    <Time at={drill.startedAt} look="clock" />
                    {drill.kind === 'monthly' ? ', the drill of the month' : ''}
                    {drill.channels
                      .filter(({ after }) => after !== null)
                      .map(
                        ({ title, after }) =>
                          `, ${title.toLowerCase()} after ${((after ?? 0) / 1000).toFixed(1)} s`,
                      )
                      .join('')}
                  </p>
                </div>
                {drill.points !== null && (
                  <span className="ready-points">
                    {drill.points}
                    <span className="only-read"> of 100 points</span>
                  </span>
                )}
              </li>
            ))}
          </ol>
        )}
      </div>
    </Section>
  );
}

/** Whoever is drilled does not know the minute: only the month. */
function monthOf(at: number): string {
  return new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' }).format(at);
}
