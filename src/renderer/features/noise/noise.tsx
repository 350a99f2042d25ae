import { useCallback } from 'react';
import type { NoiseView } from '../../../contract/noise/noise-views';
import { call } from '../../bridge';
import { HELD_WORDS } from '../../parts/held-words';
import { useAsked } from '../../parts/use-asked';
import { copy, tell } from '../../state/act';
import { goTo } from '../../state/screen';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Screen, Section } from '../../ui/screen';
import { Segmented } from '../../ui/segmented';
import { share } from './measures';
import './noise.css';
import { NoiseBars } from './noise-bars';
import { pickNoise, SPAN_WORDS, SPANS, useNoise } from './noise-store';
import { NoiseTable } from './noise-table';

const DAY = 86_400_000;
/** The contract of `shell.copy` takes so many characters. */
const MOST_COPIED = 20_000;

/** Which alerts woke people and were never acted on, and what was held back. */
export function NoiseScreen() {
  const span = useNoise((picks) => picks.span);
  const ask = useCallback(() => {
    const to = Date.now();
    return call('noise.report', { from: to - Number(span) * DAY, to });
  }, [span]);
  const { value: view, trouble, again } = useAsked(ask, span);
  return (
    <Screen
      title="Noise report"
      tools={
        <>
          {view && view.rows.length > 0 && <CsvButtons csv={view.csv} days={span} />}
          <Button glyph="escalate" onClick={() => goTo('policies')}>
            Policies
          </Button>
        </>
      }
    >
      <Segmented
        label="Which days"
        value={span}
        segments={SPANS.map((value) => ({ value, label: SPAN_WORDS[value] }))}
        onChange={(next) => pickNoise({ span: next })}
      />
      {trouble && (
        <p className="noise-wrong" role="alert">
          The report cannot be made: {trouble}{' '}
          <Button size="small" onClick={again}>
            Try again
          </Button>
        </p>
      )}
      {view && (view.rows.length === 0 ? <Quiet /> : <Report view={view} />)}
    </Screen>
  );
}

function Report({ view }: { view: NoiseView }) {
  const { total } = view;
  return (
    <>
      <dl className="noise-figures">
        <Figure
          word="Paged"
          amount={total.paged}
          note={`of ${total.incidents.toLocaleString('en')} incidents`}
        />
        <Figure
          word="Never acted on"
          amount={total.unacted}
          note={total.paged === 0 ? '' : `${share(total.unacted, total.paged)} of what paged`}
          loud={total.unacted > 0}
        />
        <Figure
          word="Woke for nothing"
          amount={total.unactedAtSleep}
          note={
            total.atSleep === 0
              ? 'nothing paged at night'
              : `of ${total.atSleep.toLocaleString('en')} at night`
          }
          loud={total.unactedAtSleep > 0}
        />
        <Figure word="Held back" amount={total.held} note="stored and shown all the same" />
      </dl>
      <div className="noise-top">
        <Section title="Most noise">
          <NoiseBars rows={view.rows} />
        </Section>
        <Section title="What held pages back" text="By incident; one may be held back more than once.">
          {view.heldBy.length === 0 ? (
            <p className="muted">Nothing was held back.</p>
          ) : (
            <ul className="noise-held" aria-label="What held pages back">
              {view.heldBy.map(({ how, detail, incidents }) => (
                <li key={`${how}\n${detail}`} className="noise-held-row">
                  <span className="noise-held-words">
                    <span className="noise-held-how">{HELD_WORDS[how]}</span>
                    <bdi className="noise-small">{detail}</bdi>
                  </span>
                  <span className="noise-figure">{incidents.toLocaleString('en')}</span>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </div>
      <Section
        title="Alert by alert"
        text="What would have made it quieter stands beside it. Held back is not lost: it is stored, shown and counted."
      >
        <NoiseTable rows={view.rows} more={view.moreRows} />
      </Section>
      <Section title="How it is counted">
        <ul className="noise-notes">
          <li>
            Never acted on: it paged somebody and was over by itself with nobody having acknowledged it; or it
            was acknowledged and over within a minute, without a note.
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

function Figure({
  word,
  amount,
  note,
  loud = false,
}: {
  word: string;
  amount: number;
  note: string;
  loud?: boolean;
}) {
  return (
    <div className="noise-figure-box">
      <dt>{word}</dt>
      <dd className={loud ? 'noise-loud' : undefined}>
        {amount.toLocaleString('en')} <span className="noise-small">{note}</span>
      </dd>
    </div>
  );
}

function CsvButtons({ csv, days }: { csv: string; days: string }) {
  const save = () =>
    tell(async () => {
      const fileName = `noise ${days} days ${new Date().toISOString().slice(0, 10)}.csv`;
      const { saved, text } = await call('shell.saveText', { fileName, text: csv });
      if (text !== '') say(saved ? 'good' : 'bad', text);
    });
  return (
    <>
      {csv.length <= MOST_COPIED && (
        <Button glyph="copy" onClick={() => void copy(csv, 'the report as CSV')}>
          Copy as CSV
        </Button>
      )}
      <Button glyph="download" onClick={() => void save()}>
        Save as CSV
      </Button>
    </>
  );
}

function Quiet() {
  return (
    <EmptyState glyph="check" title="Nothing in these days" tone="good">
      As soon as alerts come, this names those that woke people and that nobody acted on.
    </EmptyState>
  );
}
