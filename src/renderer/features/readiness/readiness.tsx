import { useCallback, useEffect, useState } from 'react';
import type { ReadinessView } from '../../../contract/readiness/readiness-views';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Screen, Section } from '../../ui/screen';
import { Time } from '../../ui/time';
import { CheckList } from './check-list';
import { DrillList } from './drill-list';
import { HeartbeatList } from './heartbeat-list';
import { LookAhead } from './look-ahead';
import { OwnHeartbeat } from './own-heartbeat';
import './readiness.css';

/** Looked at anew so often while it is open. Milliseconds. */
const EVERY = 10_000;

const WORDS: Record<ReadinessView['light'], { title: string; text: string; glyph: string }> = {
  ready: {
    title: 'You can be paged here',
    text: 'Every check whose answer is known is well; what is not known is marked so.',
    glyph: 'check',
  },
  'worth a look': {
    title: 'You can be paged here, but look at this',
    text: 'A page would reach you. Something below may keep it from being heard, or from coming in time.',
    glyph: 'warning',
  },
  'not pageable': {
    title: 'Do not rely on being paged here',
    text: 'A page may not come, or not reach you, until what is marked bad below is put right.',
    glyph: 'state-blind',
  },
};

const GROUPS: readonly { group: ReadinessView['checks'][number]['group']; title: string }[] = [
  { group: 'alerts', title: 'Alerts get here' },
  { group: 'desktop', title: 'This desktop' },
  { group: 'channels', title: 'Pages reach you' },
  { group: 'team', title: 'The team' },
  { group: 'proof', title: 'Proof' },
];

/** "Am I pageable?": every check, and what to do about it. */
export function ReadinessScreen() {
  const [turn, setTurn] = useState(0);
  const [looking, setLooking] = useState(false);
  // The first look reads the machine anew; those after it are cheap.
  const ask = useCallback(() => call('readiness.get', { fresh: turn === 0 }), [turn]);
  const { value: view, trouble } = useAsked(ask, turn);
  useEffect(() => {
    const timer = setInterval(() => setTurn((before) => before + 1), EVERY);
    return () => clearInterval(timer);
  }, []);
  const changed = () => setTurn((before) => before + 1);

  async function lookAgain(): Promise<void> {
    setLooking(true);
    await call('readiness.get', { fresh: true }).catch(() => undefined);
    setLooking(false);
    changed();
  }

  return (
    <Screen
      title="Am I pageable?"
      tools={
        <Button glyph="refresh" disabled={looking} onClick={() => void lookAgain()}>
          {looking ? 'Checking…' : 'Check again'}
        </Button>
      }
    >
      {trouble && (
        <p className="ready-trouble" role="alert">
          It cannot be told whether you can be paged: {trouble}
        </p>
      )}
      {view && (
        <>
          <Verdict view={view} />
          <div className="ready-columns">
            <div>
              {GROUPS.map(({ group, title }) => (
                <Section key={group} title={title}>
                  <CheckList
                    label={title}
                    checks={view.checks.filter((check) => check.group === group)}
                    changed={changed}
                  />
                </Section>
              ))}
            </div>
            <div>
              <Section title="The next two weeks" text={`Hour by hour, times of ${view.timeZone}.`}>
                <LookAhead view={view} />
              </Section>
              <DrillList turn={turn} changed={changed} />
              <HeartbeatList turn={turn} />
              <OwnHeartbeat changed={changed} />
            </div>
          </div>
        </>
      )}
    </Screen>
  );
}

function Verdict({ view }: { view: ReadinessView }) {
  const { title, text, glyph } = WORDS[view.light];
  return (
    <div className="ready-verdict" data-light={view.light} role="status">
      <span className="ready-verdict-mark">
        <Glyph name={glyph} size={24} />
      </span>
      <div>
        <p className="ready-verdict-title">{title}</p>
        <p className="ready-verdict-text">
          {text}{' '}
          <span className="muted">
            Checked <Time at={view.at} />.
          </span>
        </p>
      </div>
    </div>
  );
}
