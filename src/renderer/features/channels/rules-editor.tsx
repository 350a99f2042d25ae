import { useState } from 'react';
import type { ChannelsView } from '../../../contract/channels/channel-views';
import { call } from '../../bridge';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/switch';
import { RuleLine } from './rule-line';
import { channelsHere, linesOf, linesProblem, type RuleLines, rulesOf } from './rule-lines';

/** By which channels a page comes, and how long after it began, for each urgency. Nothing holds until it is saved. */
export function RulesEditor({ view, onSaved }: { view: ChannelsView; onSaved: () => void }) {
  const [draft, setDraft] = useState<RuleLines | null>(null);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const here = channelsHere(view);
  const lines = draft ?? linesOf(view.rules);
  const problem = linesProblem(lines);

  function change(next: RuleLines): void {
    setDraft(next);
    setTrouble('');
  }

  async function save(): Promise<void> {
    setBusy(true);
    setTrouble('');
    try {
      const { ok, text } = await call('rules.save', { rules: rulesOf(lines) });
      if (ok) {
        setDraft(null);
        say('good', text);
        onSaved();
      } else setTrouble(text);
    } catch (error) {
      setTrouble((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="reach-rules">
      <div className="reach-lines">
        <RuleLine
          title="High urgency"
          hint="Critical and errors, unless a service says otherwise."
          steps={lines.high}
          here={here}
          locked={view.locked}
          onChange={(high) => change({ ...lines, high })}
        />
        <RuleLine
          title="Low urgency"
          hint="The rest; it waits for the end of quiet hours."
          steps={lines.low}
          here={here}
          locked={view.locked}
          onChange={(low) => change({ ...lines, low })}
        />
      </div>
      <div className="reach-rules-foot">
        <Switch
          label="Low urgency pages as high urgency does"
          checked={lines.low === null}
          disabled={view.locked}
          onChange={(same) => change({ ...lines, low: same ? null : lines.high })}
        />
        {draft !== null && (
          <div className="reach-rules-acts">
            <Button
              look="quiet"
              onClick={() => {
                setDraft(null);
                setTrouble('');
              }}
            >
              Undo changes
            </Button>
            <Button look="primary" disabled={busy || problem !== ''} onClick={() => void save()}>
              Save rules
            </Button>
          </div>
        )}
      </div>
      {(problem || trouble) && (
        <p className="reach-trouble" role="alert">
          {problem || `Not saved: ${trouble}`}
        </p>
      )}
    </div>
  );
}
