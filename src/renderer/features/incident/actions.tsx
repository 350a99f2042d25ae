import type { IncidentView } from '../../../contract/views/incident';
import { useCommands } from '../../keys/commands';
import { keyOf } from '../../keys/keys';
import { isTeamFile } from '../../lib/is-team-file';
import { SilencePicker } from '../../parts/silence-picker';
import { acknowledge, openLink, openTeamFile, resolve, unacknowledge } from '../../state/act';
import { wantNote } from '../../state/screen';
import { Button } from '../../ui/button';
import { SnoozeMenu } from '../../ui/snooze-menu';
import { PageOthers } from './page-others';

/** What can be done to the incident now, with the keys on the buttons. The keys themselves are the list's (use-queue-keys). */
export function Actions({ incident }: { incident: IncidentView }) {
  const ids = [incident.id];
  const { status, runbook } = incident;
  useCommands({ note: () => wantNote(true) }, 10);
  return (
    <div className="actions" role="toolbar" aria-label="Answer the incident">
      {status === 'open' && (
        <Button
          look="primary"
          glyph="acknowledge"
          keyHint={keyOf('acknowledge')}
          aria-keyshortcuts="a"
          onClick={() => void acknowledge(ids)}
        >
          Acknowledge
        </Button>
      )}
      {status === 'acknowledged' && (
        <Button
          glyph="undo"
          keyHint={keyOf('unacknowledge')}
          aria-keyshortcuts="u"
          title="It rings again"
          onClick={() => void unacknowledge(ids)}
        >
          Un-acknowledge
        </Button>
      )}
      {status !== 'resolved' && <SnoozeMenu ids={ids} priority={10} />}
      {status !== 'resolved' && (
        <Button
          glyph="resolve"
          keyHint={keyOf('resolve')}
          aria-keyshortcuts="r"
          onClick={() => void resolve(ids)}
        >
          Resolve
        </Button>
      )}
      <PageOthers incident={incident} />
      {status !== 'resolved' && <SilencePicker labels={incident.labels} />}
      {runbook && (runbook.openable || isTeamFile(runbook.href)) && (
        <Button
          look="quiet"
          className="actions-runbook"
          glyph={runbook.openable ? 'external-link' : 'open'}
          title={runbook.href}
          onClick={() => void (runbook.openable ? openLink(runbook.href) : openTeamFile(runbook.href))}
        >
          Runbook
        </Button>
      )}
    </div>
  );
}
