import type { ReactNode } from 'react';
import type { SourceView } from '../../../contract/views/sources';
import { spanText } from '../../lib/format-time';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Time } from '../../ui/time';
import { sourceMark, sourceMeaning } from './source-state';

type CardProps = {
  source: SourceView;
  onEdit: () => void;
  onRemove: () => void;
  onHowToSend: () => void;
};

/** One source with its health in sight: state, last good answer, last error, next try. */
export function SourceCard({ source, onEdit, onRemove, onHowToSend }: CardProps) {
  const mark = sourceMark(source);
  const polled = source.type === 'alertmanager';
  const meaning = sourceMeaning(source);
  return (
    <article className={`source source-${mark.tone}`} aria-label={source.title}>
      <header className="source-head">
        <span className={`source-mark source-mark-${mark.tone}`}>
          <Glyph name={mark.glyph} size={18} />
        </span>
        <div className="source-names">
          <h2 className="source-title">
            <bdi>{source.title}</bdi>
          </h2>
          <p className="source-kind">
            {polled ? (
              <bdi className="mono selectable">{source.url}</bdi>
            ) : source.type === 'push' ? (
              'Sends to this desktop'
            ) : (
              'Built in: anything on this desktop can send'
            )}
          </p>
        </div>
        <span className={`source-word source-word-${mark.tone}`}>{mark.word}</span>
        {source.secret === 'missing' && (
          <Badge tone="bad" glyph="key">
            Secret missing
          </Badge>
        )}
      </header>
      {(meaning !== '' || source.lastError !== '') && source.state !== 'ok' && (
        <div className="source-trouble">
          {source.lastError !== '' && (
            <p className="source-error selectable">
              <bdi>{source.lastError}</bdi>
            </p>
          )}
          {meaning !== '' && <p>{meaning}</p>}
        </div>
      )}
      <div className="source-foot">
        <dl className="source-facts">
          <Fact name={polled ? 'Last answer' : 'Last heard'}>
            {source.lastGoodAt !== null ? (
              <Time at={source.lastGoodAt} />
            ) : source.watchedSince === undefined ? (
              'not since the start'
            ) : (
              <>
                not since <Time at={source.watchedSince} look="clock" />
              </>
            )}
          </Fact>
          {polled && (
            <Fact name="Last error">
              {source.lastBadAt === null ? 'none' : <Time at={source.lastBadAt} />}
            </Fact>
          )}
          {polled && source.nextTryAt !== null && (
            <Fact name="Next try">
              <Time at={source.nextTryAt} />
            </Fact>
          )}
          {polled && source.every !== null && <Fact name="Asked every">{spanText(source.every)}</Fact>}
          <Fact name={polled ? 'Firing' : 'Received since the start'}>
            {source.alerts.toLocaleString('en')}
          </Fact>
          {polled && (
            <Fact name="Acknowledging">
              {source.acknowledge === 'silence' ? 'writes a silence' : 'stays here'}
            </Fact>
          )}
        </dl>
        <div className="source-acts">
          {!polled && (
            <Button size="small" glyph="download" onClick={onHowToSend}>
              How to send
            </Button>
          )}
          {polled && (
            <Button size="small" glyph="edit" aria-label={`Edit ${source.title}`} onClick={onEdit}>
              Edit
            </Button>
          )}
          {source.type !== 'built-in' && (
            <Button
              size="small"
              look="quiet"
              glyph="trash"
              aria-label={`Remove ${source.title}`}
              onClick={onRemove}
            />
          )}
        </div>
      </div>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
