import { useState } from 'react';
import type { IncidentView } from '../../../contract/views/incident';
import { call } from '../../bridge';
import { useCommands } from '../../keys/commands';
import { keyOf } from '../../keys/keys';
import { addResponder, escalate, handOver, take } from '../../state/act';
import { useMirror } from '../../state/mirror';
import { useAnswer } from '../../state/use-answer';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { PersonChoice } from '../../ui/person-choice';

const loadTeam = () => call('team.get', {});

/** The button "Page others", and what it asks: who has it from now on, or helps, or the next step at once. */
export function PageOthers({ incident }: { incident: IncidentView }) {
  const [open, setOpen] = useState(false);
  useCommands(incident.movable ? { pageOthers: () => setOpen(true) } : {}, 10);
  if (!incident.movable) return null;
  return (
    <>
      <Button
        glyph="escalate"
        keyHint={keyOf('pageOthers')}
        aria-keyshortcuts="e"
        onClick={() => setOpen(true)}
      >
        Page others
      </Button>
      {open && <Ask incident={incident} onClose={() => setOpen(false)} />}
    </>
  );
}

function Ask({ incident, onClose }: { incident: IncidentView; onClose: () => void }) {
  const { value: team, error } = useAnswer(loadTeam);
  const me = useMirror((mirror) => mirror.status?.me.id ?? '');
  const [to, setTo] = useState('');
  const ids = [incident.id];
  const people = (team?.people ?? []).filter(({ id }) => id !== me);
  const chosen = people.find(({ id }) => id === to);
  const isTheirs = incident.status === 'acknowledged' && incident.acknowledgedBy?.person?.id !== me;
  const act = async (done: Promise<boolean>) => {
    if (await done) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Page others about #${incident.number}`}
      text={incident.plan ? <bdi>{`As it stands: ${incident.plan.text}`}</bdi> : undefined}
      actions={
        <>
          {isTheirs && (
            <Button glyph="acknowledge" onClick={() => void act(take(ids))}>
              Take it over
            </Button>
          )}
          <Button
            glyph="notification"
            title="The next step of the escalation begins now"
            onClick={() => void act(escalate(ids))}
          >
            Next step now
          </Button>
          <Button
            glyph="group"
            disabled={!chosen}
            title="Paged as well, until they answer"
            onClick={() => chosen && void act(addResponder(ids, chosen.id))}
          >
            Ask for help
          </Button>
          <Button
            look="primary"
            glyph="handover"
            disabled={!chosen}
            title="Paged in place of whoever has it"
            onClick={() => chosen && void act(handOver(ids, chosen.id))}
          >
            Hand over
          </Button>
        </>
      }
    >
      {error && <p className="field-error">{error}</p>}
      <PersonChoice label="Whom" value={to} people={people} onChange={setTo} />
    </Dialog>
  );
}
