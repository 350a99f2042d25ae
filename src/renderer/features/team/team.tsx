import { useState } from 'react';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { copy } from '../../state/act';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';
import { Screen, Section } from '../../ui/screen';
import { Segmented } from '../../ui/segmented';
import { Calendars } from './calendars';
import { Problems } from './problems';
import { Services } from './services';
import { Sharing } from './sharing';
import './team.css';
import { TeamPeople } from './team-people';

type Part = 'team' | 'calendars' | 'sharing';

/** How far ahead the next duty of somebody is looked for. */
const AHEAD = 56 * 86_400_000;
const ask = () => call('team.get', {});
const askRota = () => {
  const from = Date.now();
  return call('rota.get', { from, to: from + AHEAD, schedules: [] });
};

/** Who is in the team, what is theirs, how the folder is shared, and whether the file that says so can be read. */
export function TeamScreen() {
  const status = useMirror((mirror) => mirror.status);
  const version = useMirror((mirror) => mirror.rotaVersion);
  const { value: team, trouble, again } = useAsked(ask, status);
  const { value: rota, trouble: rotaTrouble } = useAsked(askRota, version);
  const [part, setPart] = useState<Part>('team');
  return (
    <Screen
      title={team ? team.name : 'Team'}
      tools={
        team && (
          <>
            <Segmented
              label="Part"
              value={part}
              segments={[
                { value: 'team', label: 'Team' },
                { value: 'calendars', label: 'Calendars' },
                { value: 'sharing', label: 'Sharing' },
              ]}
              onChange={setPart}
            />
            <Button
              glyph="folder"
              title={team.folder}
              onClick={() => void copy(team.folder, 'the path of the team folder')}
            >
              Copy the folder's path
            </Button>
          </>
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
          {part === 'team' && (
            <>
              {rotaTrouble && <p className="team-trouble">The rota cannot be read: {rotaTrouble}</p>}
              <div className="team-columns">
                <TeamPeople team={team} rota={rota} />
                <Section
                  title="Services"
                  text="An alert belongs to the first service whose matchers all hold."
                >
                  <Services services={team.services} people={team.people} />
                </Section>
              </div>
              <p className="team-file muted">
                All of it stands in{' '}
                <bdi className="mono selectable">{team.folder.replace(/[\\/]+$/, '')}/watchbill.yaml</bdi>.
                Change the file; Watchbill follows it at once.
              </p>
            </>
          )}
          {part === 'calendars' && <Calendars team={team} schedules={rota?.schedules ?? []} />}
          {part === 'sharing' && <Sharing team={team} />}
        </>
      )}
    </Screen>
  );
}
