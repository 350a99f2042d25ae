import { useTimeText } from '../../lib/clock';
import { snoozeChoices } from '../../lib/snooze-choices';
import { Glyph } from '../../ui/glyph';
import type { Answer } from './answers';
import type { Command } from './key-command';

type ButtonsProps = {
  answer: Answer | undefined;
  zone: string;
  /** Keys count: the caps are lit. */
  armed: boolean;
  snoozing: boolean;
  onCommand: (command: Command) => void;
};

/** The four answers, large, with the key that does the same on each. */
export function AnswerButtons({ answer, zone, armed, snoozing, onCommand }: ButtonsProps) {
  const answered = answer?.state === 'sent' || answer?.state === 'done';
  return (
    <div className="answers" data-armed={armed || undefined}>
      <Big
        command={{ do: 'acknowledge' }}
        glyph="acknowledge"
        cap="A"
        look="first"
        disabled={answered}
        onCommand={onCommand}
      >
        Acknowledge
      </Big>
      <Big
        command={{ do: 'snooze' }}
        glyph="snooze"
        cap="S"
        disabled={answered}
        expanded={snoozing}
        onCommand={onCommand}
      >
        Snooze
      </Big>
      <Big command={{ do: 'resolve' }} glyph="resolve" cap="R" disabled={answered} onCommand={onCommand}>
        Resolve
      </Big>
      <Big command={{ do: 'open' }} glyph="open" cap="O" disabled={false} onCommand={onCommand}>
        Open
      </Big>
      {snoozing && !answered && <SnoozeRow zone={zone} onCommand={onCommand} />}
    </div>
  );
}

function Big({
  command,
  glyph,
  cap,
  look = 'other',
  disabled,
  expanded,
  onCommand,
  children,
}: {
  command: Command;
  glyph: string;
  cap: string;
  look?: 'first' | 'other';
  disabled: boolean;
  expanded?: boolean;
  onCommand: (command: Command) => void;
  children: string;
}) {
  return (
    <button
      type="button"
      className={`answer answer-${look}`}
      disabled={disabled}
      aria-keyshortcuts={cap}
      aria-expanded={expanded}
      onClick={() => onCommand(command)}
    >
      <Glyph name={glyph} size={look === 'first' ? 20 : 16} />
      <span className="answer-words">{children}</span>
      <kbd className="answer-key" aria-hidden="true">
        {cap}
      </kbd>
    </button>
  );
}

function SnoozeRow({ zone, onCommand }: { zone: string; onCommand: (command: Command) => void }) {
  // Once a second is enough: what is sent is computed when the key is pressed.
  const ends = useTimeText((now) =>
    snoozeChoices(now, zone)
      .map(({ at }) => at)
      .join('|'),
  ).split('|');
  return (
    <div className="snoozes" role="group" aria-label="Snooze for">
      {snoozeChoices(0, zone).map(({ short }, choice) => (
        <button
          key={short}
          type="button"
          className="snooze"
          aria-keyshortcuts={String(choice + 1)}
          onClick={() => onCommand({ do: 'snoozeFor', choice })}
        >
          <span className="snooze-label">{short}</span>
          <span className="snooze-end">{ends[choice]}</span>
          <kbd className="answer-key" aria-hidden="true">
            {choice + 1}
          </kbd>
        </button>
      ))}
    </div>
  );
}
