import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import './app.css';
import { on } from './bridge';
import { ErrorBoundary } from './error-boundary';
import { Incident } from './features/incident/incident';
import { KeysHelp } from './features/keys-help/keys-help';
import { Palette } from './features/palette/palette';
import { QueueScreen } from './features/queue/queue';
import { Rail } from './features/rail/rail';
import { Banners } from './features/strip/banners';
import { Strip } from './features/strip/strip';
import { useCommands } from './keys/commands';
import { useKeyboard } from './keys/use-keyboard';
import { useMedia } from './lib/use-media';
import { useMirror } from './state/mirror';
import { goTo, openOver, type ScreenName, showIncident, useScreen } from './state/screen';
import { Toaster } from './ui/toaster';

const CalendarScreen = lazy(async () => ({
  default: (await import('./features/calendar/calendar')).CalendarScreen,
}));
const SchedulesScreen = lazy(async () => ({
  default: (await import('./features/schedules/schedules')).SchedulesScreen,
}));
const FairnessScreen = lazy(async () => ({
  default: (await import('./features/fairness/fairness')).FairnessScreen,
}));
const PlanScreen = lazy(async () => ({ default: (await import('./features/plan/plan')).PlanScreen }));
const SourcesScreen = lazy(async () => ({
  default: (await import('./features/sources/sources')).SourcesScreen,
}));
const TeamScreen = lazy(async () => ({ default: (await import('./features/team/team')).TeamScreen }));
const SettingsScreen = lazy(async () => ({
  default: (await import('./features/settings/settings')).SettingsScreen,
}));
const PracticeScreen = lazy(async () => ({
  default: (await import('./features/practice/practice')).PracticeScreen,
}));
const ReadinessScreen = lazy(async () => ({
  default: (await import('./features/readiness/readiness')).ReadinessScreen,
}));
const ReachScreen = lazy(async () => ({
  default: (await import('./features/channels/channels')).ReachScreen,
}));
const PoliciesScreen = lazy(async () => ({
  default: (await import('./features/policies/policies')).PoliciesScreen,
}));
const ExplainScreen = lazy(async () => ({
  default: (await import('./features/explain/explain')).ExplainScreen,
}));
const NoiseScreen = lazy(async () => ({ default: (await import('./features/noise/noise')).NoiseScreen }));
const SilencesScreen = lazy(async () => ({
  default: (await import('./features/silences/silences')).SilencesScreen,
}));
const WelcomeScreen = lazy(async () => ({
  default: (await import('./features/welcome/welcome')).WelcomeScreen,
}));

const SCREENS: Record<Exclude<ScreenName, 'queue'>, ComponentType> = {
  calendar: CalendarScreen,
  schedules: SchedulesScreen,
  fairness: FairnessScreen,
  plan: PlanScreen,
  sources: SourcesScreen,
  team: TeamScreen,
  settings: SettingsScreen,
  practice: PracticeScreen,
  readiness: ReadinessScreen,
  reach: ReachScreen,
  silences: SilencesScreen,
  policies: PoliciesScreen,
  explain: ExplainScreen,
  noise: NoiseScreen,
};

/** Room for the queue and an incident beside it; narrower windows open the incident in the queue's place. */
const WIDE = '(min-width: 880px)';

/** The main window. */
export function App() {
  const firstRun = useMirror((mirror) => mirror.firstRun);
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        {firstRun && !firstRun.done ? (
          <ErrorBoundary name="welcome">
            <Suspense fallback={null}>
              <WelcomeScreen />
            </Suspense>
          </ErrorBoundary>
        ) : (
          <Window />
        )}
        <Toaster />
      </Tooltip.Provider>
    </CSPProvider>
  );
}

function Window() {
  const { screen, over } = useScreen();
  useKeyboard();
  useWindowCommands();
  useNavigation();
  return (
    <div className="window">
      <Rail />
      <div className="window-main">
        <Banners />
        <Strip />
        <main className="window-screen">
          <ErrorBoundary name={screen}>
            <Suspense fallback={null}>
              <Current screen={screen} />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      {over === 'palette' && <Palette />}
      {over === 'keys' && <KeysHelp />}
    </div>
  );
}

function Current({ screen }: { screen: ScreenName }) {
  const wide = useMedia(WIDE);
  if (screen === 'queue')
    return (
      <>
        <h1 className="only-read">Queue</h1>
        <QueueScreen wide={wide} detail={detail} />
      </>
    );
  const Other = SCREENS[screen];
  return <Other />;
}

/** The queue and the incident are two features; the window puts one into the other. */
function detail(id: string, full: boolean) {
  return <Incident key={full ? 'full' : 'pane'} id={id} full={full} />;
}

function useWindowCommands(): void {
  useCommands(
    {
      goQueue: () => goTo('queue'),
      goCalendar: () => goTo('calendar'),
      goSchedules: () => goTo('schedules'),
      goFairness: () => goTo('fairness'),
      goPlan: () => goTo('plan'),
      goSources: () => goTo('sources'),
      goTeam: () => goTo('team'),
      goSettings: () => goTo('settings'),
      goPractice: () => goTo('practice'),
      goReadiness: () => goTo('readiness'),
      goReach: () => goTo('reach'),
      goSilences: () => goTo('silences'),
      goPolicies: () => goTo('policies'),
      goExplain: () => goTo('explain'),
      goNoise: () => goTo('noise'),
      palette: () => openOver(useScreen.getState().over === 'palette' ? null : 'palette'),
      keys: () => openOver('keys'),
      search: () => goTo('queue'),
      back: leave,
    },
    0,
  );
}

/** Esc with nothing else to leave: out of the field, else back to the queue. */
function leave(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement)
    activeElement.blur();
  else goTo('queue');
}

/** Main may send the window somewhere: a click on a notification, the tray's menu. */
function useNavigation(): void {
  useEffect(
    () =>
      on('navigate', ({ screen, incident }) => {
        if (incident) showIncident(incident, !window.matchMedia(WIDE).matches);
        else goTo(screen);
      }),
    [],
  );
}
