import type { PageView } from '../../../contract/views';
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

const COLUMNS: readonly Column<PageView>[] = [
  {
    key: 'at',
    title: 'At',
    width: '62px',
    cell: ({ at }) => <Time at={at} look="clock-seconds" className="page-at" />,
  },
  {
    key: 'by',
    title: 'By',
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
    key: 'became',
    title: 'Became',
    cell: ({ delivery }) => (
      <>
        <span className={`page-state page-${delivery.state}`}>
          <Glyph name={STATES[delivery.state].glyph} size={14} />
          {STATES[delivery.state].word}
        </span>
        {delivery.detail && (
          <span className="page-why">
            <bdi>{delivery.detail}</bdi>
          </span>
        )}
      </>
    ),
  },
];

/** Every attempt to reach somebody: when, by what, why then, and what became of it. */
export function Pages({ pages }: { pages: readonly PageView[] }) {
  if (pages.length === 0) return <p className="muted">Nobody was paged.</p>;
  return <Table caption="Pages" rows={pages} rowKey={({ id }) => id} columns={COLUMNS} />;
}
