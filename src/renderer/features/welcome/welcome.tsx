import { useState } from 'react';
import { call } from '../../bridge';
import { tell } from '../../state/act';
import { refreshFirstRun } from '../../state/connect';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { StepPractice } from './step-practice';
import { StepSources } from './step-sources';
import { StepTeam } from './step-team';
import { Steps } from './steps';
import './welcome.css';

const STEPS = ['You and your team', 'Where alerts come from', 'A practice page'] as const;
const TITLES = ['Who is paged here?', 'Where do your alerts come from?', 'Can a page reach you?'] as const;
const TEXTS = [
  'A team is a folder that you share as you like: a git repository, a synced folder, or just a folder on this machine.',
  'Watchbill asks your Alertmanager, or is sent to. Both can be changed later, under Sources.',
  'This pages you as an alert in the night would. Better to learn now what does not work.',
] as const;

/** The first run, in three short steps. */
export function WelcomeScreen() {
  const [step, setStep] = useState(0);

  async function finish(): Promise<void> {
    await tell(async () => {
      await call('firstRun.finish', {});
      await refreshFirstRun();
    });
  }

  return (
    <main className="welcome">
      <aside className="welcome-side">
        <p className="welcome-brand">
          <Glyph name="watchbill" size={28} />
          Watchbill
        </p>
        <Steps names={STEPS} current={step} />
        <p className="welcome-foot">Three short steps, and you can be paged.</p>
      </aside>
      <section className="welcome-main" aria-labelledby="welcome-title">
        <div className="welcome-step">
          <p className="welcome-count">
            Step {step + 1} of {STEPS.length}
          </p>
          <h1 key={step} id="welcome-title" ref={readFromHere} tabIndex={-1} className="welcome-title">
            {TITLES[step]}
          </h1>
          <p className="welcome-text">{TEXTS[step]}</p>
          {step === 0 && <StepTeam onDone={() => setStep(1)} />}
          {step === 1 && <StepSources onDone={() => setStep(2)} />}
          {step === 2 && <StepPractice onDone={() => void finish()} />}
          {step > 0 && (
            <Button
              look="quiet"
              className="welcome-back"
              glyph="chevron-left"
              onClick={() => setStep(step - 1)}
            >
              Back
            </Button>
          )}
        </div>
      </section>
    </main>
  );
}

/** A new step is read from its heading on. */
function readFromHere(heading: HTMLHeadingElement | null): void {
  heading?.focus();
}
