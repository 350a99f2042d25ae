import { useCallback, useMemo, useState } from 'react';
import type { FairnessView } from '../../../contract/rota/fairness-views';
import { call } from '../../bridge';
import { realZone } from '../../lib/real-zone';
import { useAsked } from '../../parts/use-asked';
import { copy, tell } from '../../state/act';
import { useMirror, useZone } from '../../state/mirror';
import { goTo } from '../../state/screen';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Glyph } from '../../ui/glyph';
import { Screen, Section } from '../../ui/screen';
import './fairness.css';
import { useFairness } from './fairness-store';
import { HolidayList } from './holiday-list';
import { LedgerList } from './ledger-list';
import { LoadChart } from './load-chart';
import { LoadTable, sorted } from './load-table';
import { amountText } from './measures';
import { ScheduleFilter } from './schedule-filter';
import { SpanBar } from './span-bar';
import { type Days, daysOf, spanOf } from './span-pick';

const askWho = () => call('rota.who', {});
/** The contract of `shell.copy` takes so many characters. */
const MOST_COPIED = 20_000;

/** What everybody carries, beside the mean; who owes whom. */
export function FairnessScreen() {
  const zone = realZone(useZone());
  const rotaVersion = useMirror((mirror) => mirror.rotaVersion);
  const { pick, custom, schedules } = useFairness();
  const [now] = useState(() => Date.now());
  const days = useMemo(() => daysOf(pick, now, zone, custom), [pick, now, zone, custom]);
  const ask = useCallback(async () => {
    const span = spanOf(days, zone);
    return typeof span === 'string' ? null : call('fairness.get', { ...span, schedules: [...schedules] });
  }, [days, zone, schedules]);
  const { value: view, trouble, again } = useAsked(ask, rotaVersion);
  const { value: who } = useAsked(askWho, rotaVersion);
  const span = spanOf(days, zone);
  const all = (who ?? []).map(({ schedule, name }) => ({ id: schedule, name }));
  return (
    <Screen
      title="Fairness"
      tools={
        <>
          {all.length > 1 && <ScheduleFilter schedules={all} />}
          {view && view.people.length > 0 && <CsvButtons csv={view.csv} days={days} />}
          <Button look="primary" glyph="plan" onClick={() => goTo('plan')}>
            Plan a fair rota
          </Button>
        </>
      }
    >
      <SpanBar days={days} zone={zone} wrong={typeof span === 'string' ? span : ''} />
      {trouble && (
        <p className="fair-wrong" role="alert">
          The figures cannot be worked out: {trouble}{' '}
          <Button size="small" onClick={again}>
            Try again
          </Button>
        </p>
      )}
      {view && (view.people.length === 0 ? <Nobody /> : <Figures view={view} />)}
    </Screen>
  );
}

function Figures({ view }: { view: FairnessView }) {
  const me = useMirror((mirror) => mirror.status?.me.id) ?? '';
  const { measure, sort } = useFairness();
  const people = sorted(view.people, measure, sort);
  return (
    <>
      {view.gaps > 0 && (
        <p className="fair-gaps">
          <Glyph name="gap" /> Nobody is on call for {amountText('hours', view.gaps)}, added up over the
          schedules, their closed hours included.{' '}
          <Button size="small" look="quiet" onClick={() => goTo('calendar')}>
            Show the calendar
          </Button>
        </p>
      )}
      <div className="fair-top">
        <Section title="Beside the mean">
          <LoadChart people={people} mean={view.mean} measure={measure} />
        </Section>
        <Section title="Who owes whom" text="Hours taken over in trades and not given back, all time.">
          <LedgerList ledger={view.ledger} />
        </Section>
      </div>
      <Section title="In numbers">
        <LoadTable people={people} mean={view.mean} me={me} />
      </Section>
      {view.holidays.length > 0 && (
        <Section title="Public holidays counted">
          <HolidayList holidays={view.holidays} />
        </Section>
      )}
      <Section title="How it is counted">
        <ul className="fair-notes">
          <li>
            Hours are elapsed hours; being on two schedules at once counts once. A shift is a stretch without
            a break.
          </li>
          {view.notes.map((note) => (
            <li key={note}>
              <bdi>{note}</bdi>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function CsvButtons({ csv, days }: { csv: string; days: Days }) {
  const save = () =>
    tell(async () => {
      const fileName = `fairness ${days.first} ${days.last}.csv`;
      const { saved, text } = await call('shell.saveText', { fileName, text: csv });
      if (text !== '') say(saved ? 'good' : 'bad', text);
    });
  return (
    <>
      {csv.length <= MOST_COPIED && (
        <Button glyph="copy" onClick={() => void copy(csv, 'the figures as CSV')}>
          Copy as CSV
        </Button>
      )}
      <Button glyph="download" onClick={() => void save()}>
        Save as CSV
      </Button>
    </>
  );
}

function Nobody() {
  return (
    <EmptyState
      glyph="nav-fairness"
      title="Nobody is in a schedule yet"
      actions={
        <Button look="primary" glyph="plus" onClick={() => goTo('schedules')}>
          Make a schedule
        </Button>
      }
    >
      As soon as there is a rota, this shows what each person carries: hours, nights, weekends, holidays.
    </EmptyState>
  );
}
