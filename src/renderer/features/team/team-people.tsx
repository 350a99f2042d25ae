import { useState } from 'react';
import type { RotaView } from '../../../contract/rota/rota-views';
import type { TeamView } from '../../../contract/views/team';
import { AwayDialog } from '../../parts/rota-away';
import { useMirror, useZone } from '../../state/mirror';
import { EmptyState } from '../../ui/empty-state';
import { Section } from '../../ui/screen';
import { PersonRow } from './person-row';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Who is in the team; their absences are added and taken back here. */
export function TeamPeople({ team, rota }: { team: TeamView; rota: RotaView | null }) {
  const me = useMirror((mirror) => mirror.status?.me.id);
  const zone = useZone();
  const [away, setAway] = useState<{ id: string; from: number } | null>(null);
  const person = team.people.find(({ id }) => id === away?.id);
  return (
    <Section title="People" text={`Times of the team are ${team.timeZone}.`}>
      {team.people.length === 0 ? (
        <EmptyState glyph="person" title="Nobody yet">
          Write <code className="mono">people:</code> into watchbill.yaml; the screen follows the file.
        </EmptyState>
      ) : (
        <ul className="team-people" aria-label="People">
          {team.people.map((one) => (
            <PersonRow
              key={one.id}
              person={one}
              isMe={one.id === me}
              teamZone={team.timeZone}
              rota={rota}
              onAway={() => setAway({ id: one.id, from: Math.ceil(Date.now() / HOUR) * HOUR })}
            />
          ))}
        </ul>
      )}
      {away && person && (
        <AwayDialog
          me={person.id}
          name={person.id === me ? '' : person.name}
          from={away.from}
          to={away.from + DAY}
          zone={zone}
          onClose={() => setAway(null)}
        />
      )}
    </Section>
  );
}
