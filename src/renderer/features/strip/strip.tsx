import type { ReactNode } from 'react';
import type { StatusView } from '../../../contract/views/status';
import { useMirror } from '../../state/mirror';
import { goTo, setFilter } from '../../state/screen';
import { Glyph } from '../../ui/glyph';
import { Time } from '../../ui/time';
import './strip.css';

const SHAPES: Record<StatusView['tray'], { glyph: string; word: string }> = {
  rest: { glyph: 'pause', word: 'Not on call' },
  oncall: { glyph: 'watchbill', word: 'On call' },
  page: { glyph: 'notification', word: 'A page waits' },
  acknowledged: { glyph: 'state-acknowledged', word: 'Acknowledged' },
  blind: { glyph: 'state-blind', word: 'Blind' },
};

/** One line that always tells the truth: on call or not, what waits, what is not heard, whether a page would reach me. */
export function Strip() {
  const status = useMirror((mirror) => mirror.status);
  const trouble = useMirror((mirror) => mirror.trouble);
  if (!status) {
    return (
      <div className="strip" role="status">
        <Part tone={trouble ? 'bad' : 'plain'} glyph={trouble ? 'warning' : 'refresh'}>
          {trouble ? `The pager does not answer: ${trouble}` : 'Starting the pager'}
        </Part>
      </div>
    );
  }
  const bad = status.channels.filter(({ state }) => state === 'bad');
  return (
    <div className={`strip strip-${status.tray}`} role="status" aria-label="State of the pager">
      <span className="strip-state">
        <Glyph name={SHAPES[status.tray].glyph} label={SHAPES[status.tray].word} />
      </span>
      <span className="strip-sentence cut" title={status.sentence}>
        {status.sentence}
      </span>
      <span className="strip-parts">
        {!status.storing.ok && (
          <Part tone="bad" glyph="warning" title={status.storing.text}>
            Not storing alerts
          </Part>
        )}
        {!status.listener.ok && (
          <Part tone="bad" glyph="offline" title={status.listener.text} onPress={() => goTo('settings')}>
            Not listening
          </Part>
        )}
        {status.suppressed > 0 && (
          <Part
            glyph="state-silenced"
            title={`${status.suppressed} suppressed: silenced, inhibited or muted at their sources`}
            onPress={showSuppressed}
          >
            {status.suppressed}
            <Word> suppressed</Word>
          </Part>
        )}
        <Part
          tone={status.blind.length > 0 ? 'bad' : status.sources.failing > 0 ? 'warn' : 'plain'}
          glyph={status.blind.length > 0 ? 'state-blind' : 'nav-sources'}
          title={sourcesTitle(status)}
          onPress={() => goTo('sources')}
        >
          {status.sources.all - status.sources.failing}/{status.sources.all}
          <Word> sources</Word>
        </Part>
        <Part
          tone={bad.length > 0 ? 'bad' : 'plain'}
          glyph={bad.length > 0 ? 'sound-off' : 'notification'}
          title={channelsTitle(status)}
          onPress={() => goTo('practice')}
        >
          {bad.length > 0 ? (
            `${bad.map(({ title }) => title).join(', ')} failed`
          ) : (
            <Word>
              {status.channels.some(({ state }) => state === 'ok') ? 'Pages arrive' : 'Pages not tried yet'}
            </Word>
          )}
        </Part>
        <Part
          glyph={status.onCall.yes ? 'nav-oncall' : 'snooze'}
          title={status.onCall.why}
          onPress={() => goTo('calendar')}
        >
          {status.onCall.yes ? 'On call' : 'Off call'}
          {status.onCall.until !== null && (
            <Word>
              {' until '}
              <Time at={status.onCall.until} look="clock" />
            </Word>
          )}
        </Part>
      </span>
    </div>
  );
}

function showSuppressed(): void {
  goTo('queue');
  setFilter({ status: 'suppressed' });
}

function Part({
  glyph,
  tone = 'plain',
  title,
  onPress,
  children,
}: {
  glyph: string;
  tone?: 'plain' | 'warn' | 'bad';
  title?: string;
  onPress?: () => void;
  children: ReactNode;
}) {
  const inside = (
    <>
      <Glyph name={glyph} size={14} />
      <span>{children}</span>
    </>
  );
  if (!onPress) {
    return (
      <span className={`strip-part strip-part-${tone}`} title={title}>
        {inside}
      </span>
    );
  }
  return (
    <button type="button" className={`strip-part strip-part-${tone}`} title={title} onClick={onPress}>
      {inside}
    </button>
  );
}

/** Words that a narrow window leaves to screen readers and the tooltip. */
function Word({ children }: { children: ReactNode }) {
  return <span className="strip-word">{children}</span>;
}

function sourcesTitle({ blind, sources }: StatusView): string {
  if (sources.all === 0) return 'No source yet';
  if (blind.length > 0) return blind.map(({ text }) => text).join('\n');
  return sources.failing > 0
    ? `${sources.failing} of ${sources.all} sources fail`
    : `All ${sources.all} sources are heard`;
}

function channelsTitle({ channels }: StatusView): string {
  const word = {
    untried: 'not tried yet',
    ok: 'the last page arrived',
    bad: 'the last page did not arrive',
  } as const;
  return channels
    .map(({ title, state, detail }) => `${title}: ${word[state]}${detail ? ` (${detail})` : ''}`)
    .join('\n');
}
