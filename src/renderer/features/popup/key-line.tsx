import { shortcutWords } from '../../parts/shortcut-words';
import { Glyph } from '../../ui/glyph';
import type { Keys } from './armed';

/** Says whether keys count yet, and how to get there. The bar fills while the wait runs. */
export function KeyLine({ keys, shortcut, several }: { keys: Keys; shortcut: string; several: boolean }) {
  return (
    <footer className="keys" data-keys={keys.state}>
      <Glyph name="keyboard" />
      <span className="keys-words">{words(keys, shortcut)}</span>
      {keys.state === 'armed' && several && (
        <span className="keys-moves" aria-hidden="true">
          <kbd className="answer-key">J</kbd>
          <kbd className="answer-key">K</kbd> move
        </span>
      )}
      {keys.state === 'settling' && (
        <span key={keys.quietSince} className="keys-bar" data-called={keys.called || undefined} />
      )}
    </footer>
  );
}

function words(keys: Keys, shortcut: string): string {
  switch (keys.state) {
    case 'armed':
      return 'Keys answer now';
    case 'settling':
      return 'Keys rest until you stop typing';
    case 'away':
      return shortcut === '' ? 'Click here to answer by key' : `${shortcutWords(shortcut)} to answer by key`;
    default:
      return keys satisfies never;
  }
}
