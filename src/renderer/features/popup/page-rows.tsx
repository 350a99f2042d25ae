import { useEffect, useRef } from 'react';
import type { RingingPage } from '../../../contract/views/ringing';
import { Glyph } from '../../ui/glyph';
import { Time } from '../../ui/time';
import { type Answers, answerWords, isSilent } from './answers';
import type { Command } from './key-command';
import { SEVERITY_WORDS, severityGlyph } from './severity-words';
import { stackSentence } from './stack';

type RowsProps = {
  pages: readonly RingingPage[];
  total: number;
  /** How many of the pages still ring. */
  ringing: number;
  answers: Answers;
  chosen: string;
  redact: boolean;
  armed: boolean;
  onChoose: (incident: string) => void;
  onCommand: (command: Command) => void;
};

/** The whole stack as rows, in a steady order; the one on the card is marked. */
export function PageRows({
  pages,
  total,
  ringing,
  answers,
  chosen,
  redact,
  armed,
  onChoose,
  onCommand,
}: RowsProps) {
  const left = total - pages.length;
  return (
    <section className="stack" aria-label="All pages that wait" data-armed={armed || undefined}>
      <header className="stack-head">
        <h2 className="stack-count">{stackSentence(pages, total)}</h2>
        <button
          type="button"
          className="stack-all"
          disabled={ringing === 0}
          aria-keyshortcuts="Shift+A"
          onClick={() => onCommand({ do: 'acknowledgeAll' })}
        >
          Acknowledge {left > 0 ? `these ${pages.length}` : 'all'}
          <kbd className="answer-key" aria-hidden="true">
            Shift+A
          </kbd>
        </button>
      </header>
      <ul className="stack-rows">
        {pages.map((page) => (
          <Row
            key={page.incident}
            page={page}
            said={
              answers[page.incident]
                ? answerWords(answers[page.incident] as NonNullable<Answers[string]>)
                : ''
            }
            silent={isSilent(answers, page.incident)}
            current={page.incident === chosen}
            redact={redact}
            onChoose={onChoose}
          />
        ))}
      </ul>
      {left > 0 && <p className="stack-more">and {left.toLocaleString('en')} more in the queue</p>}
    </section>
  );
}

function Row({
  page,
  said,
  silent,
  current,
  redact,
  onChoose,
}: {
  page: RingingPage;
  said: string;
  silent: boolean;
  current: boolean;
  redact: boolean;
  onChoose: (incident: string) => void;
}) {
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <li>
      <button
        ref={row}
        type="button"
        className={`stack-row stack-row-${page.severity}`}
        aria-current={current || undefined}
        data-silent={silent || undefined}
        onClick={() => onChoose(page.incident)}
      >
        <Glyph name={severityGlyph(page.severity)} label={SEVERITY_WORDS[page.severity]} />
        <span className="stack-title cut" title={redact ? undefined : page.title}>
          <bdi>{redact ? `${SEVERITY_WORDS[page.severity]} page` : page.title}</bdi>
        </span>
        <span className="stack-service cut">
          <bdi>{said || page.service}</bdi>
        </span>
        <Time className="stack-age" at={page.startsAt ?? page.openedAt} look="short" />
      </button>
    </li>
  );
}
