import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { copy } from '../../state/act';
import { useMirror } from '../../state/mirror';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { PersonDot } from '../../ui/person-dot';
import { Screen, Section } from '../../ui/screen';
import { Problems } from './problems';
import { Services } from './services';
import './team.css';
import { useTimeText } from '../../lib/clock';
import { zoneNow } from './zone-now';

const ask = () => call('team.get', {});

/** Who is in the team, what is theirs, and whether the file that says so can be read. */
export function TeamScreen() {
  const status = useMirror((mirror) => mirror.status);
  const me = useMirror((mirror) => mirror.status?.me.id);
  const { value: team, trouble, again } = useAsked(ask, status);
  return (
    <Screen
      title={team ? team.name : 'Team'}
      tools={
        team && (
          <Button
            glyph="folder"
            title={team.folder}
            onClick={() => void copy(team.folder, 'the path of the team folder')}
          >
            Copy the folder's path
          </Button>
        )
      }
    >
      {trouble && (
        <p className="team-trouble" role="alert">
          The team cannot be read: {trouble}.{' '}
          <Button size="small" onClick={again}>
            Try again
          </Button>
        </p>
      )}
      {team && (
        <>
          {team.problems.length > 0 && <Problems problems={team.problems} />}
          <div className="team-columns">
            <Section title="People" text={`Times of the team are ${team.timeZone}.`}>
              {team.people.length === 0 ? (
                <EmptyState glyph="person" title="Nobody yet">
                  Write <code className="mono">people:</code> into watchbill.yaml; the screen follows the
                  file.
                </EmptyState>
              ) : (
                <ul className="team-people" aria-label="People">
                  {team.people.map((person) => (
                    <li key={person.id} className="team-person">
                      <PersonDot person={person} size="large" />
                      <div className="team-person-words">
                        <p className="team-person-name">
                          <bdi>{person.name}</bdi>
                          {person.id === me && <Badge tone="accent">You</Badge>}
                        </p>
                        <p className="team-person-mail selectable">
                          <bdi>{person.email || person.id}</bdi>
                        </p>
                      </div>
                      <Clock zone={person.timeZone || team.timeZone} />
                    </li>
                  ))}
                </ul>
              )}
            </Section>
            <Section title="Services" text="An alert belongs to the first service whose matchers all hold.">
              <Services services={team.services} people={team.people} />
            </Section>
          </div>
          <p className="team-file muted">
            All of it stands in{' '}
            <bdi className="mono selectable">{team.folder.replace(/[\\/]+$/, '')}/watchbill.yaml</bdi>. Change
            the file; Watchbill follows it at once.
          </p>
        </>
      )}
    </Screen>
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
