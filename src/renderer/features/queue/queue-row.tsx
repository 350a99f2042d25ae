import { type MouseEvent, memo } from 'react';
import type { IncidentRow } from '../../../contract/views/queue';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { SeverityMark } from '../../ui/severity-mark';
import { StateMark, stateOf } from '../../ui/state-mark';
import { Time } from '../../ui/time';
import './queue-row.css';

export type RowPress = {
  readonly place: number;
  readonly id: string;
  readonly shift: boolean;
  readonly mod: boolean;
  readonly onMark: boolean;
  readonly twice: boolean;
};

type RowProps = {
  row: IncidentRow;
  place: number;
  total: number;
  top: number;
  current: boolean;
  marked: boolean;
  onPress: (press: RowPress) => void;
};

/** One incident of the queue, 30 px: pick mark, severity, title, state, service, person, age. */
export const QueueRow = memo(function QueueRow({
  row,
  place,
  total,
  top,
  current,
  marked,
  onPress,
}: RowProps) {
  const state = stateOf(row);
  const person = row.acknowledgedBy?.person ?? row.responder;
  const press = (event: MouseEvent, onMark: boolean, twice = false) => {
    event.stopPropagation();
    onPress({ place, id: row.id, shift: event.shiftKey, mod: event.ctrlKey || event.metaKey, onMark, twice });
  };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list has the keyboard and points here
    <div
      id={`row-${row.id}`}
      role="option"
      aria-selected={marked}
      aria-posinset={place + 1}
      aria-setsize={total}
      tabIndex={-1}
      className={`row row-${state}`}
      data-current={current || undefined}
      data-ringing={row.ringing || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => press(event, false)}
      onDoubleClick={(event) => press(event, false, true)}
    >
      <span className="row-pick" aria-hidden="true" onClick={(event) => press(event, true)}>
        <span className="row-box">{marked && <Glyph name="check" size={11} />}</span>
      </span>
      <SeverityMark severity={row.severity} />
      <span className="row-title cut" title={row.title}>
        <bdi>{row.title}</bdi>
      </span>
      {row.members > 0 && (
        <span className="row-count" title={`${row.members} more alerts are part of it`}>
          +{row.members.toLocaleString('en')}
        </span>
      )}
      {row.members === 0 && row.count > 1 && (
        <span className="row-count" title={`Received ${row.count} times`}>
          ×{row.count.toLocaleString('en')}
        </span>
      )}
      <span className="row-state">
        {row.writeBack === 'refused' && row.status === 'open' && (
          <span
            className="row-refused"
            title={`${row.source} did not take the acknowledgement: it rings again`}
          >
            <Glyph name="warning" size={14} />
            <span className="row-refused-word">Not taken</span>
          </span>
        )}
        <StateMark row={row} />
      </span>
      <span className="row-service cut" title={`${row.service.name}, from ${row.source}`}>
        <bdi>{row.service.name}</bdi>
      </span>
      <span className="row-person">{person && <PersonDot person={person} size="small" />}</span>
      <Time at={row.openedAt} look="short" className="row-age" />
    </div>
  );
});
