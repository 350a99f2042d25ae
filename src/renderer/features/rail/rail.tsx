import { keyOf } from '../../keys/keys';
import { useOffersWaiting } from '../../parts/trade-waiting';
import { useMirror } from '../../state/mirror';
import { goTo, openOver, type ScreenName, useScreen } from '../../state/screen';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import './rail.css';

const PLACES: readonly { screen: ScreenName; word: string; glyph: string; keys: string }[] = [
  { screen: 'queue', word: 'Queue', glyph: 'nav-queue', keys: 'g q' },
  { screen: 'calendar', word: 'Calendar', glyph: 'nav-calendar', keys: 'g c' },
  { screen: 'schedules', word: 'Schedules', glyph: 'nav-schedules', keys: 'g d' },
  { screen: 'fairness', word: 'Fairness', glyph: 'nav-fairness', keys: 'g f' },
  { screen: 'silences', word: 'Silences', glyph: 'state-silenced', keys: 'g i' },
  { screen: 'policies', word: 'Policies', glyph: 'escalate', keys: 'g o' },
  { screen: 'sources', word: 'Sources', glyph: 'nav-sources', keys: 'g s' },
  { screen: 'team', word: 'Team', glyph: 'nav-team', keys: 'g t' },
  { screen: 'readiness', word: 'Pageable', glyph: 'nav-oncall', keys: 'g r' },
];

/** `words` go on after the text, for a screen reader. */
type Mark = { readonly text: string; readonly tone: 'bad' | 'plain'; readonly words: string };

/** The way between screens; what is wrong on one of them is marked here. */
export function Rail() {
  const screen = useScreen((state) => state.screen);
  const status = useMirror((mirror) => mirror.status);
  const offers = useOffersWaiting();
  const marks: Partial<Record<ScreenName, Mark>> = {};
  if (offers > 0) marks.calendar = { text: String(offers), tone: 'plain', words: ' offered to you' };
  if (status && status.waiting > 0)
    marks.queue = {
      text: status.waiting > 999 ? '999+' : String(status.waiting),
      tone: 'bad',
      words: ' waiting',
    };
  const { pageable } = status ?? {};
  if (pageable && pageable.light !== 'ready')
    marks.readiness =
      pageable.light === 'not pageable'
        ? { text: '!', tone: 'bad', words: ': no' }
        : { text: '?', tone: 'plain', words: ': worth a look' };
  if (status && status.sources.failing > 0) marks.sources = { text: '!', tone: 'bad', words: ' failing' };
  return (
    <nav className="rail" aria-label="Screens">
      {PLACES.map((place) => (
        <RailButton
          key={place.screen}
          {...place}
          current={screen === place.screen}
          mark={marks[place.screen]}
        />
      ))}
      <span className="rail-space" />
      <button
        type="button"
        className="rail-button"
        title={`Find anything (${keyOf('palette')})`}
        onClick={() => openOver('palette')}
      >
        <Glyph name="search" size={18} />
        <span className="rail-word">Find</span>
      </button>
      <RailButton
        screen="settings"
        word="Settings"
        glyph="nav-settings"
        keys="g e"
        current={screen === 'settings'}
      />
      {status && (
        <button
          type="button"
          className="rail-me"
          title={`${status.me.name}, ${status.team}`}
          onClick={() => goTo('team')}
        >
          <PersonDot person={status.me} size="large" />
        </button>
      )}
    </nav>
  );
}

function RailButton({
  screen,
  word,
  glyph,
  keys,
  current,
  mark,
}: {
  screen: ScreenName;
  word: string;
  glyph: string;
  keys: string;
  current: boolean;
  mark?: Mark | undefined;
}) {
  return (
    <button
      type="button"
      className="rail-button"
      aria-current={current ? 'page' : undefined}
      title={`${word} (${keys})`}
      onClick={() => goTo(screen)}
    >
      <Glyph name={glyph} size={18} />
      <span className="rail-word">{word}</span>
      {mark && (
        <span className={`rail-mark rail-mark-${mark.tone}`}>
          {mark.text}
          <span className="only-read">{mark.words}</span>
        </span>
      )}
    </button>
  );
}
