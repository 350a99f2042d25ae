import type { EngineHandlers } from '../../contract/bridge';
import type { ExplainAnswer, ExplainView } from '../../contract/explain/explain-views';
import type { Alert } from '../../core/alert/alert';
import { explainAlert } from '../../core/explain/explain';
import type { ExplainAsk, FiringBeside } from '../../core/explain/explained';
import { parseLabels } from '../../core/explain/parse-labels';
import { teamPlaces } from '../../core/explain/team-places';
import { isIncidentFact } from '../../core/incident/fact';
import type { Incident } from '../../core/incident/incident';
import { muteWords } from '../../core/mute/mute-words';
import { DAY, MINUTE } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { alertOfLabels, readPasted } from '../explain/read-pasted';
import { arrivalsOf } from '../store/arrivals-query';
import { explainViewOf } from '../views/explain';
import { storyOf } from '../views/story';
import type { HandlerParts } from './parts';

type Calls = 'explain.labels' | 'explain.pasted' | 'explain.incident';
type Parts = Pick<HandlerParts, 'state' | 'rota' | 'teamFolder' | 'reader' | 'names' | 'clock'>;

/** So many incidents beside it are looked at, the latest. */
const MOST_BESIDE = 5000;

export function explainHandlers(parts: Parts): Pick<EngineHandlers, Calls> {
  return {
    'explain.labels': ({ labels, severity, at }) => {
      const read = parseLabels(labels);
      if (!read.ok) return problem(read.error);
      return answer('labels', [alertOfLabels(read.value, severity ?? null)], at);
    },
    'explain.pasted': ({ text, at }) => {
      const read = readPasted(text, at ?? parts.clock.now());
      return read.ok ? answer(read.value.read, read.value.alerts, at) : problem(read.error);
    },
    'explain.incident': ({ id }) => {
      const stored = parts.reader()?.incident(id) ?? null;
      const incident = stored?.incident ?? parts.state.incidents.get(id);
      if (!incident) return problem('There is no such incident.');
      const facts = stored?.facts.map(({ fact }) => fact).filter(isIncidentFact) ?? [];
      const opened = facts.find((fact) => fact.kind === 'opened');
      const alert = opened?.kind === 'opened' ? opened.alert : incident.alert;
      const happened = storyOf(facts, incident, parts.names());
      const view = one(alert, incident.openedAt, incident, happened);
      return { problem: '', read: `incident ${incident.number}`, alerts: [view] };
    },
  };

  function answer(read: string, alerts: readonly Alert[], given: Instant | undefined): ExplainAnswer {
    const at = given ?? parts.clock.now();
    return { problem: '', read, alerts: alerts.map((alert) => one(alert, at, null, [])) };
  }

  function one(
    alert: Alert,
    at: Instant,
    self: Incident | null,
    happened: ExplainView['happened'],
  ): ExplainView {
    const names = parts.names();
    const explained = explainAlert({ ...aroundOf(alert, at, self), alert });
    return explainViewOf({
      alert,
      explained,
      at,
      places: teamPlaces(parts.teamFolder.current().text),
      names,
      happened,
    });
  }

  /** What else matters at that instant, as this desktop knows it. */
  function aroundOf(alert: Alert, at: Instant, self: Incident | null): Omit<ExplainAsk, 'alert'> {
    const { state } = parts;
    const { team } = state;
    const names = parts.names();
    const source = team.sources.find(({ id }) => id === alert.source);
    return {
      team,
      rota: parts.rota.current(),
      at,
      firing: beside(at, self),
      arrivals:
        self === null ? null : (parts.reader()?.asked((ask) => arrivalsOf(ask, alert, at - DAY, at)) ?? null),
      // What is only pasted may be seen by everybody; what was sent to us, nobody else heard.
      sentTo: self === null || source?.type === 'alertmanager' ? null : state.me,
      channels: {
        me: state.me,
        rules: state.rules.map(({ channel, after, urgency }) => ({
          title: names.channelTitle(channel),
          after,
          urgency,
        })),
      },
      words: muteWords(team, names.zone),
    };
  }

  /** Null for what is to come: nobody knows what fires then. */
  function beside(at: Instant, self: Incident | null): FiringBeside[] | null {
    const now = parts.clock.now();
    if (self === null && at > now + MINUTE) return null;
    const isNow = self === null && at > now - MINUTE;
    const found = isNow
      ? [...parts.state.incidents.values()].filter(({ status }) => status !== 'resolved')
      : parts.reader()?.between(at, at + 1, MOST_BESIDE);
    if (!found) return null;
    return found
      .filter(({ id }) => id !== self?.id)
      .map(({ id, title, alert, service, severity, openedAt, lead }) => ({
        id,
        title,
        labels: alert.labels,
        service,
        severity,
        openedAt,
        isPart: lead !== undefined && lead !== null,
      }));
  }
}

function problem(text: string): ExplainAnswer {
  return { problem: text, read: '', alerts: [] };
}
