import type { ReactNode } from 'react';
import type { ChannelTypeView, ChannelView } from '../../../contract/channels/channel-views';
import { useNow } from '../../lib/use-now';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Time } from '../../ui/time';
import { channelMark, typeGlyph } from './channel-state';
import type { TestResult } from './use-tests';

type CardProps = {
  readonly channel: ChannelView;
  /** null: this Watchbill does not know its type. */
  readonly type: ChannelTypeView | null;
  /** Whether a rule pages by it. */
  readonly used: boolean;
  /** Since when a test is under way; null for none. */
  readonly since: number | null;
  /** What the test of this visit came to. */
  readonly result: TestResult | null;
  readonly locked: boolean;
  readonly onTest: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
};

/** One channel of somebody's own: how its last page and its last test went, how long ago, and a test to send. */
export function ChannelCard(props: CardProps) {
  const { channel, type, used, since, result, locked } = props;
  const now = useNow(60_000);
  const mark = channelMark(channel, now);
  const { title, test, last, problem } = channel;
  return (
    <article className={`reach-card reach-card-${mark.tone}`} aria-label={title}>
      <header className="reach-card-head">
        <span className={`reach-mark reach-mark-${mark.tone}`}>
          <Glyph name={typeGlyph(channel.type)} size={18} />
        </span>
        <div className="reach-card-names">
          <h3 className="reach-card-title">
            <bdi>{title}</bdi>
          </h3>
          <p className="reach-card-type">{type?.title ?? channel.type}</p>
        </div>
        {!used && <Badge tone="warn">No rule pages by it</Badge>}
        <span className={`reach-word reach-word-${mark.tone}`}>{mark.word}</span>
      </header>
      {problem && <p className="reach-said reach-said-bad selectable">{problem}</p>}
      <dl className="reach-facts">
        <Fact name="Last page">
          {last ? <Became state={last.state} at={last.at} /> : 'none since the start'}
        </Fact>
        <Fact name="Last test">
          {test ? <Became state={test.state} at={test.at} /> : 'never'}
          {test?.outdated && ', before it was changed'}
        </Fact>
      </dl>
      {last && last.state !== 'delivered' && problem === '' && (
        <p className="reach-said reach-said-bad selectable">Last page: {last.detail}</p>
      )}
      <div role="status" className="reach-result">
        {since !== null ? (
          <p className="reach-said">
            Sending… <Seconds since={since} />
          </p>
        ) : result ? (
          <p className={`reach-said reach-said-${result.state === 'delivered' ? 'good' : 'bad'} selectable`}>
            {result.text}
          </p>
        ) : (
          test &&
          test.state !== 'delivered' && <p className="reach-said reach-said-bad selectable">{test.text}</p>
        )}
      </div>
      <div className="reach-acts">
        <Button
          glyph="play"
          aria-label={`Send a test to ${title}`}
          disabled={since !== null}
          onClick={props.onTest}
        >
          Send a test
        </Button>
        <span className="reach-space" />
        <Button
          size="small"
          glyph="edit"
          aria-label={`Edit ${title}`}
          disabled={locked || type === null}
          onClick={props.onEdit}
        >
          Edit
        </Button>
        <Button
          size="small"
          look="quiet"
          glyph="trash"
          aria-label={`Remove ${title}`}
          disabled={locked}
          onClick={props.onRemove}
        />
      </div>
    </article>
  );
}

const BECAME = { delivered: 'delivered', refused: 'refused', failed: 'failed' } as const;

function Became({ state, at }: { state: keyof typeof BECAME; at: number }) {
  return (
    <>
      {BECAME[state]} <Time at={at} />
    </>
  );
}

function Seconds({ since }: { since: number }) {
  const now = useNow(1000);
  return <span aria-hidden="true">{Math.max(0, Math.round((now - since) / 1000))} s</span>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
