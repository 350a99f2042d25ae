import type { QueueFilter, QueueWindow } from '../../../contract/views/queue';
import type { SourceView } from '../../../contract/views/sources';
import type { StatusView } from '../../../contract/views/status';
import { call } from '../../bridge';
import { useMirror } from '../../state/mirror';
import { goTo, isNarrowed, setFilter } from '../../state/screen';
import { useAnswer, whenChanged } from '../../state/use-answer';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Time } from '../../ui/time';

/** What an empty list means, and what to do next. Never "all quiet" while a source cannot be heard. */
export function QueueEmpty({
  filter,
  counts,
  error,
}: {
  filter: QueueFilter;
  counts: QueueWindow['counts'];
  error: string;
}) {
  const status = useMirror((mirror) => mirror.status);
  if (error) {
    return (
      <EmptyState glyph="warning" tone="bad" title="The queue could not be read">
        <p>{error}</p>
        <p>Pages still ring. The list is asked for again with the next change.</p>
      </EmptyState>
    );
  }
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        glyph="search"
        title="Nothing fits"
        actions={
          <Button onClick={() => setFilter({ severities: [], services: [], sources: [], text: '' })}>
            Clear search and filters
          </Button>
        }
      >
        <p>
          No incident {filter.status === 'all' ? '' : `among the ${filter.status} ones `}fits the search and
          filters.
        </p>
      </EmptyState>
    );
  }
  if (status && status.sources.all === 0 && counts.resolved === 0) return <NoSource />;
  if (filter.status === 'open' && counts.acknowledged > 0) {
    return (
      <EmptyState
        glyph="state-acknowledged"
        title="Nothing open"
        actions={<Button onClick={() => setFilter({ status: 'acknowledged' })}>Show acknowledged</Button>}
      >
        <p>
          {counts.acknowledged === 1
            ? 'One incident is acknowledged'
            : `${counts.acknowledged} incidents are acknowledged`}{' '}
          and still firing.
        </p>
      </EmptyState>
    );
  }
  if (
    filter.status === 'suppressed' ||
    filter.status === 'acknowledged' ||
    filter.status === 'resolved' ||
    filter.status === 'all'
  ) {
    return (
      <EmptyState
        glyph="nav-queue"
        title={filter.status === 'all' ? 'No incidents yet' : `Nothing ${filter.status}`}
        actions={
          filter.status === 'all' ? undefined : (
            <Button onClick={() => setFilter({ status: 'unresolved' })}>Show unresolved</Button>
          )
        }
      >
        {filter.status === 'all' && <p>The first firing alert opens the first one.</p>}
      </EmptyState>
    );
  }
  return status ? <AllQuiet status={status} /> : null;
}

function NoSource() {
  return (
    <EmptyState
      glyph="nav-sources"
      title="No source yet"
      actions={
        <>
          <Button look="primary" glyph="plus" onClick={() => goTo('sources')}>
            Add a source
          </Button>
          <Button glyph="notification" onClick={() => goTo('practice')}>
            Practice a page
          </Button>
        </>
      }
    >
      <p>
        Watchbill hears of nothing until it is told where alerts come from: an Alertmanager it asks, or
        anything that sends to it.
      </p>
    </EmptyState>
  );
}

function AllQuiet({ status }: { status: StatusView }) {
  const sources = useAnswer(senders, often).value ?? [];
  const deaf = status.blind.length > 0 || status.sources.failing > 0;
  return (
    <EmptyState
      glyph={deaf ? 'state-blind' : 'check'}
      tone={deaf ? 'bad' : 'good'}
      title={deaf ? 'Nothing known, and not everything is heard' : 'All quiet'}
      actions={
        deaf ? (
          <Button onClick={() => goTo('sources')}>Look at the sources</Button>
        ) : (
          <Button look="quiet" onClick={() => setFilter({ status: 'resolved' })}>
            Show resolved
          </Button>
        )
      }
    >
      {sources
        .filter(({ state }) => state === 'failing')
        .map(({ id, title, lastError }) => (
          <p key={id}>
            <bdi>{title || id}</bdi> does not answer: <bdi>{lastError}</bdi>
          </p>
        ))}
      {status.blind.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
      <p>
        {status.onCall.yes ? 'You are on call' : 'You are not on call'}
        {status.onCall.until !== null && (
          <>
            {' until '}
            <Time at={status.onCall.until} look="clock" />
          </>
        )}
        .
      </p>
      {sources
        .filter(({ state }) => state === 'ok' || state === 'waiting')
        .map((source) => (
          <p key={source.id}>
            <bdi>{source.title || source.id}</bdi> {heard(source)}{' '}
            {source.lastGoodAt !== null && <Time at={source.lastGoodAt} />}
          </p>
        ))}
    </EmptyState>
  );
}

function heard({ type, lastGoodAt, alerts }: SourceView): string {
  if (lastGoodAt === null) return 'has not been heard yet';
  return type === 'alertmanager'
    ? `answered with ${alerts === 0 ? 'no alerts' : `${alerts} alert${alerts === 1 ? '' : 's'}`}`
    : 'last sent something';
}

async function senders(): Promise<readonly SourceView[]> {
  const all = await call('sources.list', {});
  return all.filter(({ type }) => type !== 'built-in');
}

/** When the status says that something about the sources changed, and every 15 s: "8 s ago" must not be old news. */
function often(run: () => void): () => void {
  const stop = whenChanged(({ status }) => status && `${status.sources.all} ${status.sources.failing}`)(run);
  const timer = setInterval(run, 15_000);
  return () => {
    stop();
    clearInterval(timer);
  };
}
