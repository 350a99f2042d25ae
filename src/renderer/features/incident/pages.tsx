import type { PageView } from '../../../contract/views/incident';
import { wasAnsweredFirst } from '../../../core/page/answered-first';
import { Glyph } from '../../ui/glyph';
import { type Column, Table } from '../../ui/table';
import { Time } from '../../ui/time';
import './pages.css';

const STATES: Record<PageView['delivery']['state'], { glyph: string; word: string }> = {
  pending: { glyph: 'clock', word: 'On its way' },
  delivered: { glyph: 'check', word: 'Delivered' },
  refused: { glyph: 'warning', word: 'Refused' },
  failed: { glyph: 'warning', word: 'Failed' },
};

/** Answered before the channel had begun. */
const NOT_NEEDED = { glyph: 'minus', word: 'Not needed' };

const COLUMNS: readonly Column<PageView>[] = [
  {
    key: 'at',
    title: 'When',
    width: '62px',
    cell: ({ at }) => <Time at={at} look="clock-seconds" className="page-at" />,
  },
  {
    key: 'channel',
    title: 'Channel',
    width: '96px',
    cell: ({ channel, reason, why, person }) => (
      <>
        <bdi className="page-channel">{channel}</bdi>
        <span className="page-why" title={`${person}: ${why}`}>
          <bdi>{reason}</bdi>
        </span>
      </>
    ),
  },
  {
    key: 'result',
    title: 'Result',
    cell: ({ delivery }) => (
      <>
        <State delivery={delivery} />
        {delivery.detail && (
          <span className="page-why">
            <bdi>{delivery.detail}</bdi>
          </span>
        )}
      </>
    ),
  },
];

function State({ delivery }: { delivery: PageView['delivery'] }) {
  const notNeeded = wasAnsweredFirst(delivery);
  const { glyph, word } = notNeeded ? NOT_NEEDED : STATES[delivery.state];
  return (
    <span className={`page-state page-${notNeeded ? 'pending' : delivery.state}`}>
      <Glyph name={glyph} size={14} />
      {word}
    </span>
  );
}

/** Every attempt to reach somebody: when, by what, why then, and what became of it. */
export function Pages({ pages }: { pages: readonly PageView[] }) {
  if (pages.length === 0) return <p className="muted">Nobody was paged.</p>;
  return <Table caption="Pages" rows={pages} rowKey={({ id }) => id} columns={COLUMNS} />;
}
