import { useState } from 'react';
import { call } from '../../bridge';
import { ScheduleImport } from '../../parts/schedule-import';
import { openSchedule, useSchedulePlace } from '../../parts/schedule-place';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Screen, Section } from '../../ui/screen';
import { hold, useDrafts } from './draft-store';
import { templates } from './draft-templates';
import { FileTrouble, fileErrors } from './file-trouble';
import { LintList } from './lint-list';
import { ScheduleEditor } from './schedule-editor';
import { ScheduleRow } from './schedule-row';
import './schedules.css';
import { TemplateChooser } from './template-chooser';

const WEEK = 7 * 86_400_000;
const AHEAD = 4 * WEEK;

const askTeam = () => call('team.get', {});
const askWho = () => call('rota.who', {});
const askLint = () => call('schedule.lint', {});
const askRota = () => {
  const from = Date.now();
  return call('rota.get', { from, to: from + AHEAD, schedules: [] });
};

/** Every schedule with who is on call by it now, and the editor of each. */
export function SchedulesScreen() {
  const open = useSchedulePlace((place) => place.open);
  const fresh = useDrafts((drafts) => drafts.held['']);
  // Whether the team file can be used is part of the status.
  const status = useMirror((mirror) => mirror.status);
  const { value: team } = useAsked(askTeam, status);
  const [opened] = useState(() => Date.now());
  if (open === null) return <ScheduleList team={team} />;
  if (open !== '' || fresh) return <ScheduleEditor key={open} id={open} team={team} />;
  return (
    <Screen
      title="New schedule"
      tools={
        <Button glyph="chevron-left" onClick={() => openSchedule(null)}>
          All schedules
        </Button>
      }
    >
      <Section title="How does it begin?" text="Each fills in a draft; nothing is saved by choosing.">
        {team && (
          <TemplateChooser
            templates={templates(team, opened)}
            onChoose={(template) => hold('', null, template.draft())}
          />
        )}
      </Section>
    </Screen>
  );
}

function ScheduleList({ team }: { team: Awaited<ReturnType<typeof askTeam>> | null }) {
  const rotaVersion = useMirror((mirror) => mirror.rotaVersion);
  const { value: rota, trouble, again } = useAsked(askRota, rotaVersion);
  const { value: who } = useAsked(askWho, rotaVersion);
  const { value: lint } = useAsked(askLint, rotaVersion);
  const held = useDrafts((drafts) => drafts.held);
  const [importing, setImporting] = useState(false);
  const [now] = useState(() => Date.now());
  const fresh = held[''] !== undefined;
  const tools = (
    <>
      <Button glyph="upload" onClick={() => setImporting(true)}>
        Import
      </Button>
      <Button look="primary" glyph="plus" onClick={() => openSchedule('')}>
        {fresh ? 'Go on with the new schedule' : 'New schedule'}
      </Button>
    </>
  );
  return (
    <Screen title="Schedules" tools={tools}>
      <FileTrouble errors={fileErrors(team)} />
      {trouble && (
        <p className="schedules-trouble" role="alert">
          The rota cannot be read: {trouble}{' '}
          <Button size="small" onClick={again}>
            Try again
          </Button>
        </p>
      )}
      {rota?.schedules.length === 0 && (
        <EmptyState glyph="nav-schedules" title="No schedule yet" actions={tools}>
          Until there is one, whoever sits at a desktop is on call there. Begin with one of the common starts,
          or bring what you have from PagerDuty, Opsgenie or a calendar.
        </EmptyState>
      )}
      {rota && rota.schedules.length > 0 && (
        <>
          <ul className="schedules" aria-label="Schedules">
            {rota.schedules.map((schedule) => (
              <ScheduleRow
                key={schedule.id}
                schedule={schedule}
                people={rota.people}
                me={rota.me}
                who={who?.find((row) => row.schedule === schedule.id) ?? null}
                lint={(lint ?? []).filter((line) => line.schedule === schedule.id)}
                unsaved={held[schedule.id] !== undefined}
                from={now}
                to={now + AHEAD}
              />
            ))}
          </ul>
          <LintList
            lint={lint}
            names={new Map(rota.schedules.map(({ id, name }) => [id, name]))}
            problems={rota.problems}
          />
        </>
      )}
      <ScheduleImport
        open={importing}
        schedules={rota?.schedules ?? []}
        onClose={() => setImporting(false)}
        onDone={() => {
          setImporting(false);
          again();
        }}
      />
    </Screen>
  );
}
