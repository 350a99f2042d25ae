import type { ExplainView } from '../../contract/explain/explain-views';
import type { Alert } from '../../core/alert/alert';
import type { Explained, TeamFilePath } from '../../core/explain/explained';
import type { TeamFilePlace } from '../../core/explain/team-places';
import type { Instant } from '../../core/time/instant';
import type { Names } from './names';

/** What becomes of an alert, for the screen. */
export function explainViewOf(input: {
  alert: Pick<Alert, 'title' | 'severity' | 'labels'>;
  explained: Explained;
  at: Instant;
  places: (path: TeamFilePath) => TeamFilePlace | null;
  names: Pick<Names, 'serviceName' | 'person'>;
  happened?: ExplainView['happened'];
}): ExplainView {
  const { alert, explained, at, places, names } = input;
  return {
    title: alert.title,
    severity: alert.severity,
    labels: alert.labels.map(([name, value]) => [name, value]),
    service: { id: explained.service, name: names.serviceName(explained.service) },
    at,
    pages: explained.pages,
    verdict: explained.verdict,
    people: explained.people.map((id) => names.person(id)),
    stages: explained.stages.map(({ path, details, ...stage }) => ({
      ...stage,
      details: [...details],
      place: path === null ? null : places(path),
    })),
    happened: input.happened ?? [],
  };
}
