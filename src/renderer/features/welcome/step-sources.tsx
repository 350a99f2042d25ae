import { useState } from 'react';
import { call } from '../../bridge';
import { HowToSend } from '../../parts/how-to-send';
import { SourceForm } from '../../parts/source-form';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Segmented } from '../../ui/segmented';

type Way = 'poll' | 'push';
/** The sender the welcome makes; more of them, and other names, under Sources. */
const FIRST_SENDER = { id: 'first-sender', title: 'First sender' };

/** Where alerts come from. Skippable: nothing pages then, and the queue says so. */
export function StepSources({ onDone }: { onDone: () => void }) {
  const [way, setWay] = useState<Way>('poll');
  const [saved, setSaved] = useState('');
  const [sender, setSender] = useState('');
  const [trouble, setTrouble] = useState('');

  async function addSender(): Promise<void> {
    setTrouble('');
    try {
      const { ok, text } = await call('sources.addSender', FIRST_SENDER);
      if (ok) setSender(FIRST_SENDER.id);
      else setTrouble(text);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  }

  if (saved)
    return (
      <>
        <p className="welcome-saved" role="status">
          <Glyph name="check" />
          <span>{saved}</span>
        </p>
        <div className="welcome-acts">
          <Button onClick={() => setSaved('')}>Add another</Button>
          <Button look="primary" size="large" onClick={onDone}>
            Next
          </Button>
        </div>
      </>
    );
  return (
    <div className="welcome-form">
      <Segmented
        label="How alerts get here"
        value={way}
        segments={[
          { value: 'poll', label: 'Ask an Alertmanager' },
          { value: 'push', label: 'Be sent to' },
        ]}
        onChange={setWay}
      />
      {way === 'poll' ? (
        <SourceForm known={null} saveLabel="Save and go on" onSaved={(text) => setSaved(text || 'Saved.')} />
      ) : sender ? (
        <HowToSend sender={sender} />
      ) : (
        <div className="welcome-push">
          <p className="muted">
            Prometheus, an Alertmanager webhook, or anything that can page PagerDuty sends to an address on
            this desktop instead. A token keeps others out.
          </p>
          <Button look="primary" glyph="key" onClick={() => void addSender()}>
            Make an address and a token
          </Button>
        </div>
      )}
      {trouble && (
        <p className="welcome-trouble" role="alert">
          {trouble}
        </p>
      )}
      <div className="welcome-acts">
        <Button look={sender ? 'primary' : 'quiet'} size={sender ? 'large' : 'normal'} onClick={onDone}>
          {sender ? 'Next' : 'Skip: I will add sources later'}
        </Button>
      </div>
    </div>
  );
}
