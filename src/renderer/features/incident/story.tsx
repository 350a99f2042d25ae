import { Fragment, memo } from 'react';
import type { StoryLine } from '../../../contract/views/incident';
import { useTimeText } from '../../lib/clock';
import { dayOf, dayText } from '../../lib/format-time';
import { useZone } from '../../state/mirror';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { Time } from '../../ui/time';
import { Earlier } from './earlier';
import './story.css';

const GLYPHS: Record<StoryLine['kind'], string> = {
  opened: 'state-open',
  seen: 'refresh',
  suppressed: 'state-silenced',
  unsuppressed: 'sound',
  missed: 'gap',
  foundAgain: 'search',
  acknowledged: 'acknowledge',
  snoozed: 'snooze',
  unacknowledged: 'undo',
  resolved: 'resolve',
  noted: 'note',
  paged: 'notification',
  notPaged: 'sound-off',
  delivered: 'check',
  writeBack: 'upload',
  clockSet: 'snooze',
  answered: 'acknowledge',
  moved: 'escalate',
  openedBefore: 'clock',
  held: 'sound-off',
  released: 'sound',
  regrouped: 'group',
};

/** With more lines than this, those out of sight are not laid out. */
const LONG = 200;

/** What happened, oldest first, a heading for each day. Every line comes from one fact. */
export function Story({
  lines,
  earlier = 0,
  onEarlier,
}: {
  lines: readonly StoryLine[];
  /** How many facts after the first one are not among the lines. */
  earlier?: number;
  onEarlier?: () => void;
}) {
  const zone = useZone();
  if (lines.length === 0) return <p className="muted">Nothing is known of it yet.</p>;
  return (
    <ol className="story" data-long={lines.length > LONG || undefined}>
      {lines.map((line, index) => {
        const before = lines[index - 1];
        const newDay = !before || dayOf(before.at, zone) !== dayOf(line.at, zone);
        // Facts are never edited or reordered, so a line's place is its name.
        return (
          <Fragment key={`${line.at} ${index}`}>
            <Line line={line} newDay={newDay} />
            {index === 0 && earlier > 0 && onEarlier && (
              <li className="story-earlier">
                <Earlier words={`${earlier.toLocaleString('en')} earlier entries`} onShow={onEarlier} />
              </li>
            )}
          </Fragment>
        );
      })}
    </ol>
  );
}

/** Drawn again only when it says something else: a story is fetched whole whenever the queue changes. */
const Line = memo(function Line({ line, newDay }: LineProps) {
  const glyph =
    line.kind === 'delivered' && line.tone === 'bad'
      ? 'warning'
      : line.kind === 'writeBack' && line.tone === 'bad'
        ? 'warning'
        : GLYPHS[line.kind];
  return (
    <>
      {newDay && <Day at={line.at} />}
      <li className={`story-line story-${line.tone}`} data-kind={line.kind}>
        <Time at={line.at} look="time-of-day" className="story-time" />
        <span className="story-glyph">
          <Glyph name={glyph} size={14} />
        </span>
        <div className="story-words selectable">
          {line.actor?.person && <PersonDot person={line.actor.person} size="small" />}
          <bdi className="story-text">{line.text}</bdi>
          {line.detail && (
            <p className="story-detail">
              <bdi>{line.detail}</bdi>
            </p>
          )}
        </div>
      </li>
    </>
  );
}, isSame);

type LineProps = { readonly line: StoryLine; readonly newDay: boolean };

function isSame(a: LineProps, b: LineProps): boolean {
  return a.newDay === b.newDay && JSON.stringify(a.line) === JSON.stringify(b.line);
}

function Day({ at }: { at: number }) {
  const zone = useZone();
  const text = useTimeText((now) => dayText(at, now, zone));
  return <li className="story-day">{text}</li>;
}
