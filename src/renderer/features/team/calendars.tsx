import { useState } from 'react';
import type { SubscriptionView } from '../../../contract/rota/share-views';
import type { TeamView } from '../../../contract/views/team';
import { call } from '../../bridge';
import { ScheduleExport } from '../../parts/schedule-export';
import { ScheduleImport } from '../../parts/schedule-import';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';
import { say } from '../../state/toasts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Glyph } from '../../ui/glyph';
import { List, ListItem } from '../../ui/list';
import { PersonDot } from '../../ui/person-dot';
import { Section } from '../../ui/screen';
import { Time } from '../../ui/time';
import { FollowAbsences } from './follow-absences';
import { Unsubscribe } from './unsubscribe';

const ask = () => call('calendar.subscriptions', {});

/** Calendars that are followed, and what calendar programs can follow here. */
export function Calendars({
  team,
  schedules,
}: {
  team: TeamView;
  schedules: readonly { readonly id: string; readonly name: string }[];
}) {
  const version = useMirror((mirror) => mirror.rotaVersion);
  const me = useMirror((mirror) => mirror.status?.me);
  const { value: subscriptions, trouble, again } = useAsked(ask, version);
  const [open, setOpen] = useState<'follow' | 'import' | null>(null);
  const [ending, setEnding] = useState<SubscriptionView | null>(null);
  return (
    <div className="calendars">
      <Section
        title="Followed"
        text="Absences of people, and schedules that are kept elsewhere. The file each brings lies in the team folder, so one desktop that asks is enough for all."
        tools={
          <>
            <Button glyph="upload" onClick={() => setOpen('import')}>
              Import a schedule
            </Button>
            <Button look="primary" glyph="plus" onClick={() => setOpen('follow')}>
              Follow absences
            </Button>
          </>
        }
      >
        {trouble && (
          <p className="team-trouble" role="alert">
            The calendars cannot be read: {trouble}
          </p>
        )}
        {subscriptions?.length === 0 && (
          <EmptyState glyph="nav-calendar" title="None yet">
            Vacations that stand in somebody’s calendar anyway can warn before a bad trade, and say in time
            what needs cover.
          </EmptyState>
        )}
        {subscriptions && subscriptions.length > 0 && (
          <List label="Followed calendars">
            {subscriptions.map((one) => (
              <ListItem
                key={one.id}
                mark={<Glyph name={one.id.startsWith('away:') ? 'away' : 'nav-schedules'} />}
                title={<bdi>{one.title}</bdi>}
                text={
                  <>
                    <bdi>{one.host}</bdi> to <bdi className="mono">{one.file}</bdi>,{' '}
                    {one.events === 1 ? '1 event' : `${one.events} events`},{' '}
                    {one.lastGoodAt === null ? (
                      'never read yet'
                    ) : (
                      <>
                        read <Time at={one.lastGoodAt} />
                      </>
                    )}
                    {one.problem && (
                      <p className="calendars-problem" role="alert">
                        <bdi>{one.problem}</bdi>
                      </p>
                    )}
                  </>
                }
                end={
                  <>
                    {one.problem && (
                      <Badge tone="bad" glyph="warning">
                        Fails
                      </Badge>
                    )}
                    <Button
                      look="quiet"
                      size="small"
                      glyph="trash"
                      aria-label={`Stop following ${one.title}`}
                      onClick={() => setEnding(one)}
                    />
                  </>
                }
              />
            ))}
          </List>
        )}
      </Section>
      <Section
        title="In your calendar program"
        text="Your own duty, or a whole schedule: as a file, or by an address that a program on this computer follows."
      >
        <List label="Calendars to take">
          {me && (
            <ListItem
              mark={<PersonDot person={me} />}
              title="My duty"
              text="Everything that you are on call for."
              end={<ScheduleExport person={{ id: me.id, name: 'My duty' }} words="Get it" />}
            />
          )}
          {schedules.map((schedule) => (
            <ListItem
              key={schedule.id}
              mark={<Glyph name="nav-schedules" />}
              title={<bdi>{schedule.name}</bdi>}
              end={<ScheduleExport schedule={schedule} words="Get it" />}
            />
          ))}
        </List>
      </Section>
      <FollowAbsences
        open={open === 'follow'}
        people={team.people}
        me={me?.id ?? ''}
        onClose={() => setOpen(null)}
        onDone={(text) => {
          setOpen(null);
          say('good', text);
          again();
        }}
      />
      <ScheduleImport
        open={open === 'import'}
        schedules={schedules}
        onClose={() => setOpen(null)}
        onDone={() => {
          setOpen(null);
          again();
        }}
      />
      <Unsubscribe
        subscription={ending}
        onClose={() => setEnding(null)}
        onDone={(text) => {
          setEnding(null);
          say('good', text);
          again();
        }}
      />
    </div>
  );
}
