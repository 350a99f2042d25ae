import type { HeartbeatView } from '../../../contract/readiness/readiness-views';
import { printDuration } from '../../../core/time/duration';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { copy } from '../../state/act';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Section } from '../../ui/screen';
import { Time } from '../../ui/time';

const ask = () => call('heartbeat.list', {});
const STATES: Record<HeartbeatView['state'], { word: string; glyph: string; state: string }> = {
  new: { word: 'not heard here yet', glyph: 'help', state: 'unknown' },
  beating: { word: 'heard', glyph: 'check', state: 'ok' },
  missed: { word: 'missed', glyph: 'close', state: 'bad' },
};

/** What must be heard from: alerts that always fire, jobs that call in. */
export function HeartbeatList({ turn }: { turn: number }) {
  const { value } = useAsked(ask, turn);
  if (!value) return null;
  return (
    <Section title="What must be heard from" text="When one stays away, an incident opens by itself.">
      {value.heartbeats.length === 0 ? (
        <p className="muted">
          None. Name an alert that always fires (Prometheus’ Watchdog), or a job that calls in, under{' '}
          <code>heartbeats:</code> in watchbill.yaml.
        </p>
      ) : (
        <ul className="ready-checks" aria-label="Heartbeats">
          {value.heartbeats.map((heartbeat) => (
            <Row key={heartbeat.id} heartbeat={heartbeat} url={value.url} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Row({ heartbeat, url }: { heartbeat: HeartbeatView; url: string }) {
  const { id, name, within, match, state, lastHeardAt } = heartbeat;
  const { word, glyph, state: look } = STATES[state];
  return (
    <li className="ready-check" data-state={look}>
      <span className="ready-mark">
        <Glyph name={glyph} size={16} />
      </span>
      <div className="ready-words">
        <p className="ready-title">
          <bdi>{name}</bdi> <span className="ready-state">{word}</span>
        </p>
        <p className="ready-says">
          {match.length > 0 ? <code>{match.join(', ')}</code> : 'A job calls'}, every {printDuration(within)}{' '}
          at the latest
          {lastHeardAt !== null && (
            <>
              ; last heard <Time at={lastHeardAt} />
            </>
          )}
        </p>
      </div>
      {match.length === 0 && url !== '' && (
        <Button
          size="small"
          glyph="copy"
          aria-label={`Copy the address of ${name}`}
          onClick={() => void copy(`${url}${encodeURIComponent(id)}`, 'the address')}
        >
          Address
        </Button>
      )}
    </li>
  );
}
