import { useMemo } from 'react';
import { useNow } from '../../lib/use-now';
import type { DutyShift } from '../../parts/rota-model';
import { setSide } from '../../parts/rota-place';
import { shiftClass, shiftLabel } from '../../parts/shift-label';
import { dayWords, lengthWords, minuteWords, spanWords, timeWords } from '../../parts/shift-words';
import { showIncident } from '../../state/screen';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { SeverityMark } from '../../ui/severity-mark';
import { StateMark } from '../../ui/state-mark';
import './agenda.css';
import { type AgendaDay, type AgendaRow, agendaDays } from './agenda-rows';
import { useShown } from './calendar-data';
import { placeCursor, useCalendar } from './calendar-store';

const NOBODY: Partial<Record<DutyShift['mark'], string>> = {
  'taken-off': 'Nobody: taken off',
  closed: 'Closed',
};

/** Two weeks as a list: who comes on when, who is away, what rang. react-big-calendar shows it as its view `agenda`. */
export function AgendaView() {
  const data = useShown();
  const days = useMemo(() => agendaDays(data), [data]);
  if (days.length === 0) return <EmptyState glyph="nav-calendar" title="Nothing in these two weeks" />;
  return (
    <div className="agenda">
      {days.map((day) => (
        <Day key={day.start} day={day} zone={data.zone} />
      ))}
    </div>
  );
}

function Day({ day, zone }: { day: AgendaDay; zone: string }) {
  const now = useNow(60_000);
  const today = now >= day.start && now < day.end;
  const name = dayWords(day.start, zone);
  return (
    <section className="agenda-day" aria-label={name} data-today={today || undefined}>
      <h2 className="agenda-date">
        {today ? 'Today' : name}
        {today && <span className="muted">{name}</span>}
      </h2>
      <ul className="agenda-list">
        {day.rows.map((row) => (
          <li key={`${row.kind} ${idOf(row)}`}>
            <Row row={row} day={day} zone={zone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ row, day, zone }: { row: AgendaRow; day: AgendaDay; zone: string }) {
  if (row.kind === 'shift') return <ShiftRow row={row} day={day} zone={zone} />;
  if (row.kind === 'away') return <AwayRow row={row} zone={zone} />;
  const { incident } = row;
  return (
    <button
      type="button"
      className="agenda-row agenda-incident"
      onClick={() => showIncident(incident.id, true)}
    >
      <span className="agenda-time">
        {incident.start < day.start ? 'goes on' : timeWords(incident.start, zone)}
      </span>
      <SeverityMark severity={incident.severity} words="read" size={12} />
      <bdi className="agenda-what agenda-title cut">{incident.title}</bdi>
      {incident.status !== 'resolved' && <StateMark row={incident} />}
      <bdi className="muted cut">{incident.service}</bdi>
      <span className="agenda-number">#{incident.number}</span>
    </button>
  );
}

function ShiftRow({ row, day, zone }: { row: AgendaRow & { kind: 'shift' }; day: AgendaDay; zone: string }) {
  const { shift, at } = row;
  const { person } = shift;
  const isHere = useCalendar(
    ({ cursor }) => cursor?.schedule === shift.schedule && cursor.at >= shift.start && cursor.at < shift.end,
  );
  const since = shift.start < day.start;
  const here = () => placeCursor({ schedule: shift.schedule, at });
  return (
    <button
      type="button"
      className="agenda-row"
      data-here={isHere || undefined}
      data-mine={shift.mine || undefined}
      onFocus={() => !isHere && here()}
      onClick={() => {
        here();
        setSide('shift');
      }}
    >
      <span className="only-read">{shiftLabel(shift, zone)}</span>
      <span className="agenda-cells" aria-hidden="true">
        <span className="agenda-time">{since ? 'goes on' : timeWords(shift.start, zone)}</span>
        <span className={`${shiftClass(shift)} agenda-swatch`} aria-hidden="true">
          {person ? person.initials : shift.mark === 'closed' ? '–' : <Glyph name="gap" size={13} />}
        </span>
        <span
          className={`agenda-who cut ${person ? '' : shift.mark === 'closed' ? 'agenda-closed' : 'agenda-nobody'}`}
        >
          {person ? person.name : (NOBODY[shift.mark] ?? 'Nobody')}
          {shift.mine && <span className="agenda-you"> · you</span>}
        </span>
        <span className="agenda-what cut">{shift.scheduleName}</span>
        {shift.mark === 'trade' && (
          <Badge glyph="trade">{shift.other ? `trade with ${shift.other.name}` : 'trade'}</Badge>
        )}
        {shift.mark === 'override' && <Badge glyph="override">override</Badge>}
        {shift.needsCover && (
          <Badge tone="warn" glyph="warning">
            needs cover
          </Badge>
        )}
        <span className="agenda-until">
          until {minuteWords(shift.end, zone)}
          <span className="muted"> · {lengthWords(shift.end - shift.start)}</span>
        </span>
      </span>
    </button>
  );
}

function AwayRow({ row, zone }: { row: AgendaRow & { kind: 'away' }; zone: string }) {
  const { model } = useShown();
  const { away } = row;
  const person = model.people.get(away.person);
  return (
    <button type="button" className="agenda-row agenda-away" onClick={() => setSide('away')}>
      <span className="agenda-time">away</span>
      {person ? <PersonDot person={person} size="small" named /> : away.person}
      <bdi className="agenda-what cut">{away.reason}</bdi>
      {away.needsCover.length > 0 && (
        <Badge tone="warn" glyph="warning">
          needs cover
        </Badge>
      )}
      <span className="agenda-until">{spanWords(away.start, away.end, zone)}</span>
    </button>
  );
}

function idOf(row: AgendaRow): string {
  return row.kind === 'shift' ? row.shift.id : row.kind === 'away' ? row.away.id : row.incident.id;
}
