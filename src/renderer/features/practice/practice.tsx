import { PracticeCheck } from '../../parts/practice-check';
import { Screen, Section } from '../../ui/screen';

/** The practice page as a screen of its own, where the tray's menu leads. */
export function PracticeScreen() {
  return (
    <Screen title="Practice">
      <div className="screen-narrow">
        <Section
          title="Can a page reach you here?"
          text="This pages you as an alert in the night would: with the pop-up, a notification and the sound. Each line below says what that channel really did."
        >
          <PracticeCheck />
        </Section>
      </div>
    </Screen>
  );
}
