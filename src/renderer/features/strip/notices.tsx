import { useState } from 'react';
import type { NoticeView } from '../../../contract/rota/rota-views';
import { call } from '../../bridge';
import { showMinute, showTrades } from '../../parts/rota-place';
import { openHandover } from '../../parts/schedule-handover-place';
import { useAsked } from '../../parts/use-asked';
import { tell } from '../../state/act';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import './notices.css';

const GLYPHS: Record<NoticeView['kind'], string> = {
  moved: 'trade',
  begins: 'nav-oncall',
  ends: 'handover',
  offer: 'trade',
  answer: 'trade',
  'needs-cover': 'away',
  gap: 'gap',
};

const ask = () => call('notice.list', {});

/** What changed in the rota for this person, told once: the newest in sight, the others a press away. */
export function Notices() {
  const version = useMirror((mirror) => mirror.rotaVersion);
  const { value, again } = useAsked(ask, version);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const notices = (value ?? []).filter(({ id }) => !gone.has(id));
  if (notices.length === 0) return null;
  const shown = all ? notices : notices.slice(0, 1);

  async function dismiss(ids: readonly string[]): Promise<void> {
    setGone((before) => new Set([...before, ...ids]));
    const well = await tell(() => Promise.all(ids.map((id) => call('notice.dismiss', { id }))));
    // What was not dismissed comes back.
    if (!well) setGone(new Set());
    again();
  }

  return (
    <div className="notices" role="region" aria-label="What changed for you">
      <ul className="notices-list" id="notices" aria-live="polite">
        {shown.map((notice) => (
          <li key={notice.id} className={`notice notice-${notice.kind}`}>
            <Glyph name={GLYPHS[notice.kind]} />
            <p className="notice-words selectable">
              <strong className="notice-title">
                <bdi>{notice.title}</bdi>
              </strong>{' '}
              <bdi>{notice.text}</bdi>
            </p>
            <Way notice={notice} />
            <Button
              look="quiet"
              size="small"
              glyph="close"
              aria-label={`Dismiss: ${notice.title}`}
              onClick={() => void dismiss([notice.id])}
            />
          </li>
        ))}
      </ul>
      {notices.length > 1 && (
        <div className="notices-more">
          <Button
            look="quiet"
            size="small"
            glyph={all ? 'chevron-up' : 'chevron-down'}
            aria-expanded={all}
            aria-controls="notices"
            onClick={() => setAll(!all)}
          >
            {all ? 'Show the newest only' : `${notices.length - 1} more`}
          </Button>
          {all && (
            <Button look="quiet" size="small" onClick={() => void dismiss(notices.map(({ id }) => id))}>
              Dismiss all
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Where a notice leads: to the handover, to the trade, or to the minute on the calendar. */
function Way({ notice }: { notice: NoticeView }) {
  const schedule = notice.schedule ?? '';
  const { start, trade, kind } = notice;
  return (
    <>
      {(kind === 'begins' || kind === 'ends') && (
        <Button size="small" glyph="handover" onClick={() => openHandover(schedule)}>
          Handover
        </Button>
      )}
      {trade !== '' && (
        <Button size="small" onClick={() => showTrades(trade)}>
          Look at the trade
        </Button>
      )}
      {trade === '' && start !== null && (
        <Button size="small" onClick={() => showMinute(schedule, start)}>
          Show on the calendar
        </Button>
      )}
    </>
  );
}
