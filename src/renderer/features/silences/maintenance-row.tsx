import type { MaintenanceView } from '../../../contract/mute/mute-views';
import { call } from '../../bridge';
import { rotaAct } from '../../parts/rota-act';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { ListItem } from '../../ui/list';
import { PersonDot } from '../../ui/person-dot';
import { heldWords, MuteWhen } from './mute-when';

const MARKS = { active: 'pause', coming: 'clock', ended: 'history' } as const;

/** One maintenance window: which services, who began it or that it is planned, what it holds, until when. */
export function MaintenanceRow({
  maintenance,
  now,
  onChanged,
}: {
  maintenance: MaintenanceView;
  now: number;
  onChanged: () => void;
}) {
  const { id, state, services, by, reason, hours, isEndable } = maintenance;
  const names = services.length === 0 ? 'All services' : services.map(({ name }) => name).join(', ');
  return (
    <ListItem
      mark={<Glyph name={MARKS[state]} size={18} />}
      title={
        <span className="mute-matchers">
          <bdi>{names}</bdi>
          {by === null && <Badge>planned</Badge>}
        </span>
      }
      text={
        <span className="mute-about">
          {by !== null && <PersonDot person={by} size="small" named />}
          {reason !== '' && (
            <span className="mute-reason">
              <bdi>{reason}</bdi>
            </span>
          )}
          {hours !== '' && <span>{hours}</span>}
          <span>{heldWords(maintenance)}</span>
        </span>
      }
      end={
        <>
          <MuteWhen {...maintenance} now={now} />
          {isEndable && (
            <Button
              size="small"
              aria-label={`End the maintenance of ${names}`}
              onClick={() => void rotaAct(() => call('maintenance.end', { id })).then(onChanged)}
            >
              End
            </Button>
          )}
        </>
      }
    />
  );
}
