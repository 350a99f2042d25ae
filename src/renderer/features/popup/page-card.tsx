import type { RingingPage } from '../../../contract/views/ringing';
import { Glyph } from '../../ui/glyph';
import { Time } from '../../ui/time';
import { AnswerButtons } from './answer-buttons';
import { type Answer, answerWords } from './answers';
import type { Command } from './key-command';
import { Runbook } from './runbook';
import { SEVERITY_WORDS, severityGlyph } from './severity-words';

type CardProps = {
  page: RingingPage;
  answer: Answer | undefined;
  zone: string;
  redact: boolean;
  armed: boolean;
  snoozing: boolean;
  onCommand: (command: Command) => void;
};

/** The page itself: what, how bad, where, since when, why me, and the answers to give. Foreign text is text, isolated. */
export function PageCard({ page, answer, zone, redact, armed, snoozing, onCommand }: CardProps) {
  const title = redact ? `${SEVERITY_WORDS[page.severity]} page` : page.title;
  return (
    <article
      className={`card card-${page.severity}`}
      data-answer={answer?.state}
      aria-labelledby="card-title"
    >
      <header className="card-band">
        <Glyph name={severityGlyph(page.severity)} size={22} className="card-shape" />
        <span className="card-severity">{SEVERITY_WORDS[page.severity]}</span>
        {page.practice && <span className="card-practice">Practice</span>}
        <span className="card-number">#{page.number}</span>
        <Time className="card-age" at={page.startsAt ?? page.openedAt} look="span" zone={zone} />
      </header>
      <div className="card-body">
        {/* The title's own direction decides on which side it begins; dir isolates it as bdi does. */}
        <h2
          id="card-title"
          dir="auto"
          className="card-title selectable"
          data-long={title.length > 90 || undefined}
        >
          {title}
        </h2>
        <p className="card-service">
          <Glyph name="service" />
          <bdi>{page.service}</bdi>
          {!redact && page.source !== page.service && (
            <span className="card-source">
              from <bdi>{page.source}</bdi>
            </span>
          )}
        </p>
        {!redact && <CardFacts page={page} zone={zone} />}
        <CardAnswer answer={answer} />
        <AnswerButtons answer={answer} zone={zone} armed={armed} snoozing={snoozing} onCommand={onCommand} />
      </div>
    </article>
  );
}

function CardFacts({ page, zone }: { page: RingingPage; zone: string }) {
  const since = page.startsAt ?? page.openedAt;
  return (
    <>
      {page.summary !== '' && page.summary !== page.title && (
        <p className="card-summary selectable">
          <bdi>{page.summary}</bdi>
        </p>
      )}
      <dl className="card-facts">
        {page.where.length > 0 && (
          <div>
            <dt>Where</dt>
            <dd className="card-where">
              {page.where.map(([name, value]) => (
                <span key={name} className="card-label" title={`${name}=${value}`}>
                  <span className="card-label-name">{name}</span>
                  <bdi>{value}</bdi>
                </span>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>Since</dt>
          <dd>
            <Time at={since} zone={zone} look="clock-seconds" />
            <span className="card-quiet">
              , <Time at={since} zone={zone} />
              {page.count > 1 && `, seen ${page.count.toLocaleString('en')} times`}
            </span>
          </dd>
        </div>
        <div>
          <dt>Why me</dt>
          <dd>
            <bdi>{page.why}</bdi>
          </dd>
        </div>
        {page.runbook && (
          <div>
            <dt>Runbook</dt>
            <dd>
              <Runbook link={page.runbook} />
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

/** What became of the answer; a failure is said aloud. */
function CardAnswer({ answer }: { answer: Answer | undefined }) {
  return (
    <div className="card-said" role={answer?.state === 'failed' ? 'alert' : 'status'}>
      {answer && (
        <p className={`card-answer card-answer-${answer.state}`}>
          <Glyph
            name={answer.state === 'failed' ? 'warning' : answer.state === 'done' ? 'check' : 'sound-off'}
          />
          <span>{answerWords(answer)}</span>
        </p>
      )}
    </div>
  );
}
