import { useCallback, useState } from 'react';
import { call } from '../bridge';
import { copy } from '../state/act';
import { Button } from '../ui/button';
import './how-to-send.css';
import { useAsked } from './use-asked';

const HIDDEN = '••••••••••••••••••••';

/** How to send to us as one sender: address, token (shown on request only), and what to paste where. */
export function HowToSend({ sender }: { sender: string }) {
  const ask = useCallback(() => call('sources.howToSend', { id: sender }), [sender]);
  const { value, trouble, again } = useAsked(ask);
  const [shown, setShown] = useState(false);
  if (trouble)
    return (
      <p className="send-trouble" role="alert">
        {trouble}{' '}
        <Button size="small" onClick={again}>
          Try again
        </Button>
      </p>
    );
  if (!value) return <p className="muted">Asking the listener…</p>;
  const veiled = (text: string) => (shown ? text : text.replaceAll(value.token, HIDDEN));
  return (
    <div className="send">
      <dl className="send-facts">
        <dt>Address</dt>
        <dd className="mono selectable">{value.url}</dd>
        <dd>
          <Button
            size="small"
            look="quiet"
            glyph="copy"
            aria-label="Copy the address"
            onClick={() => void copy(value.url, 'the address')}
          />
        </dd>
        <dt>Token</dt>
        <dd className="mono selectable">{shown ? value.token : HIDDEN}</dd>
        <dd>
          <Button size="small" look="quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide' : 'Show'}
          </Button>
          <Button
            size="small"
            look="quiet"
            glyph="copy"
            aria-label="Copy the token"
            onClick={() => void copy(value.token, 'the token')}
          />
        </dd>
      </dl>
      {value.routes.map((route) => (
        <figure key={route.title} className="send-route">
          <figcaption>
            <span>{route.title}</span>
            <Button
              size="small"
              look="quiet"
              glyph="copy"
              aria-label={`Copy the lines for ${route.title}`}
              onClick={() => void copy(route.text, `the lines for ${route.title}`)}
            >
              Copy
            </Button>
          </figcaption>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <pre className="send-lines selectable" tabIndex={0} aria-label={route.title}>
            {veiled(route.text)}
          </pre>
        </figure>
      ))}
    </div>
  );
}
