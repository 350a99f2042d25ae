import { useState } from 'react';
import type { CheckView } from '../../../contract/readiness/readiness-views';
import { call } from '../../bridge';
import { pollNow, tell } from '../../state/act';
import { goTo } from '../../state/screen';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Time } from '../../ui/time';

const STATES: Record<CheckView['state'], { word: string; glyph: string }> = {
  ok: { word: 'Well', glyph: 'check' },
  warn: { word: 'Look at this', glyph: 'warning' },
  bad: { word: 'Bad', glyph: 'close' },
  unknown: { word: 'Not known', glyph: 'help' },
};
const SCREENS = {
  sources: 'Show sources',
  settings: 'Open settings',
  calendar: 'Show the calendar',
  team: 'Show the team',
  queue: 'Show the queue',
  reach: 'How you are reached',
} as const;

/** Checks with what to do about each. */
export function CheckList({
  label,
  checks,
  changed,
}: {
  label: string;
  checks: readonly CheckView[];
  changed: () => void;
}) {
  return (
    <ul className="ready-checks" aria-label={label}>
      {checks.map((check) => (
        <li key={check.id} className="ready-check" data-state={check.state} data-check={check.id}>
          <span className="ready-mark">
            <Glyph name={STATES[check.state].glyph} size={16} />
          </span>
          <div className="ready-words">
            <p className="ready-title">
              <bdi>{check.title}</bdi> <span className="ready-state">{STATES[check.state].word}</span>
            </p>
            <p className="ready-says selectable">
              <bdi>{check.says}</bdi>
              {check.since !== null && isNews(check) && (
                <span className="muted">
                  {' '}
                  (<Time at={check.since} />)
                </span>
              )}
            </p>
          </div>
          <Act check={check} changed={changed} />
        </li>
      ))}
    </ul>
  );
}

/** Where the sentence tells no time, and it is no reading of just now. */
function isNews({ state, group, says }: CheckView): boolean {
  return state !== 'ok' && group !== 'desktop' && group !== 'team' && !/\bago\b/.test(says);
}

function Act({ check, changed }: { check: CheckView; changed: () => void }) {
  const [busy, setBusy] = useState(false);
  const { act, title } = check;
  if (act.kind === 'none') return null;
  // What is well needs no button, but a test may be wanted at any time.
  if (check.state === 'ok' && act.kind !== 'test' && act.kind !== 'practise') return null;

  async function test(id: string): Promise<void> {
    setBusy(true);
    await tell(async () => {
      const { state, text } = await call('channels.test', { id });
      say(state === 'delivered' ? 'good' : 'bad', text);
    });
    setBusy(false);
    changed();
  }

  switch (act.kind) {
    case 'screen':
      return (
        <Button size="small" onClick={() => goTo(act.screen)}>
          {SCREENS[act.screen]}
        </Button>
      );
    case 'practise':
      return (
        <Button size="small" aria-label={`Practise: ${title}`} onClick={() => goTo('practice')}>
          Practise
        </Button>
      );
    case 'ask-sources':
      return (
        <Button size="small" aria-label={`Ask now: ${title}`} onClick={() => void pollNow().then(changed)}>
          Ask now
        </Button>
      );
    case 'test':
      return (
        <Button
          size="small"
          disabled={busy}
          aria-label={`Test ${title}`}
          onClick={() => void test(act.channel)}
        >
          {busy ? 'Testing…' : 'Test'}
        </Button>
      );
  }
}
