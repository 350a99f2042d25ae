import type { AwayView, RotaView } from '../../../contract/rota/rota-views';
import type { TeamView } from '../../../contract/views/team';
import { useTimeText } from '../../lib/clock';
import { nextDuty } from '../../parts/people-next';
import { removeAway } from '../../parts/rota-away';
import { minuteWords, spanWords } from '../../parts/shift-words';
import { useZone } from '../../state/mirror';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { zoneNow } from './zone-now';

/** Somebody of the team: where they are, what duty is next, when they are away. */
export function PersonRow({
  person,
  isMe,
  teamZone,
  rota,
  onAway,
}: {
  person: TeamView['people'][number];
  isMe: boolean;
  teamZone: string;
  /** null while it is not known. */
  rota: RotaView | null;
  onAway: () => void;
}) {
  const away = (rota?.away ?? []).filter((one) => one.person === person.id);
  return (
    <li className="team-person">
      <PersonDot person={person} size="large" />
      <div className="team-person-words">
        <p className="team-person-name">
          <bdi>{person.name}</bdi>
          {isMe && <Badge tone="accent">You</Badge>}
        </p>
        <p className="team-person-mail selectable">
          <bdi>{person.email || person.id}</bdi>
        </p>
        {rota && <NextDuty rota={rota} person={person.id} />}
        {away.length > 0 && (
          <ul className="team-away" aria-label={`Absences of ${person.name}`}>
            {away.map((one) => (
              <Away key={one.id} away={one} name={person.name} rota={rota} />
            ))}
          </ul>
        )}
      </div>
      <div className="team-person-end">
        <Clock zone={person.timeZone || teamZone} />
        {person.holidays && (
          <span className="team-holidays" title="Whose public holidays are theirs">
            Holidays of {person.holidays}
          </span>
        )}
        <Button look="quiet" size="small" glyph="away" onClick={onAway}>
          Away<span className="only-read">: add an absence of {person.name}</span>
        </Button>
      </div>
    </li>
  );
}

function NextDuty({ rota, person }: { rota: RotaView; person: string }) {
  const zone = useZone();
  const text = useTimeText((now) => {
    const duty = nextDuty(rota, person, now);
    if (!duty) return '';
    return duty.now
      ? `On call for ${duty.scheduleName} until ${minuteWords(duty.end, zone)}`
      : `Next: ${duty.scheduleName}, ${minuteWords(duty.start, zone)}`;
  });
  const on = text.startsWith('On call');
  return (
    <p className={on ? 'team-next team-next-on' : 'team-next'}>
      <Glyph name={on ? 'nav-oncall' : 'nav-calendar'} size={14} />
      {text || 'No duty in the next eight weeks'}
    </p>
  );
}

function Away({ away, name, rota }: { away: AwayView; name: string; rota: RotaView | null }) {
  const zone = useZone();
  const names = away.needsCover.map(
    ({ schedule }) => rota?.schedules.find(({ id }) => id === schedule)?.name ?? schedule,
  );
  return (
    <li className="team-absence">
      <Glyph name="away" size={14} />
      <span className="team-absence-words">
        <span>Away {spanWords(away.start, away.end, zone)}</span>
        {away.reason && (
          <bdi className="muted">
            {away.origin === 'calendar' ? `${away.reason}, from their calendar` : away.reason}
          </bdi>
        )}
        {names.length > 0 && (
          <Badge tone="warn" glyph="gap">
            {[...new Set(names)].join(', ')} {names.length === 1 ? 'needs' : 'need'} cover
          </Badge>
        )}
      </span>
      {away.origin === 'act' && (
        <Button
          look="quiet"
          size="small"
          glyph="close"
          aria-label={`Take back the absence of ${name}, ${spanWords(away.start, away.end, zone)}`}
          onClick={() => void removeAway(away.id)}
        />
      )}
    </li>
  );
}

/** The wall clock where a person is. */
function Clock({ zone }: { zone: string }) {
  const text = useTimeText((now) => zoneNow(zone, now));
  return (
    <p className="team-clock">
      <span className="team-clock-time">{text}</span>
      <span className="team-clock-zone">{zone}</span>
    </p>
  );
}
