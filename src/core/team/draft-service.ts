import { printMatcher } from '../alert/matcher';
import type { Service } from '../people/service';
import type { HoursDraft } from '../schedule/draft';
import { given, hoursDrafts, hoursTrees } from './draft-hours';
import type { TreeMap } from './print-tree';
import { durationText } from './scalar';

/** A service as a form holds it; texts as typed, '' and null are what is usual. */
export type ServiceDraft = {
  readonly id: string;
  readonly name: string;
  /** `severity="critical"`; [] takes every alert. */
  readonly match: readonly string[];
  readonly owners: readonly string[];
  readonly repository: string;
  readonly runbook: string;
  readonly escalation: string;
  readonly urgency: 'severity' | 'high' | 'low';
  readonly supportHours: {
    readonly hours: readonly HoursDraft[];
    readonly timeZone: string;
    readonly outside: 'high' | 'low';
    readonly criticalToo: boolean;
  } | null;
  readonly hold: string;
  readonly group: { readonly by: readonly string[]; readonly wait: string; readonly window: string } | null;
  readonly flapping: { readonly changes: string; readonly within: string; readonly steady: string } | null;
  readonly codeowners: string;
  readonly codeownersPaths: readonly string[];
};

/** A service as text to be edited. @param teamZone the zone of hours that name none */
export function serviceDraft(service: Service, teamZone: string): ServiceDraft {
  const { id, name, match, owners, repository, runbook, escalation } = service;
  const { supportHours = null, hold = 0, group = null, flapping = null } = service;
  return {
    id,
    name: name === id ? '' : name,
    match: match.map(printMatcher),
    owners,
    repository,
    runbook,
    escalation,
    urgency: service.urgency ?? 'severity',
    supportHours: supportHours && {
      ...supportHours,
      hours: hoursDrafts(supportHours.hours),
      timeZone: supportHours.timeZone === teamZone ? '' : supportHours.timeZone,
    },
    hold: hold === 0 ? '' : durationText(hold),
    group: group && {
      by: group.by,
      wait: durationText(group.wait),
      window: group.window === null ? '' : durationText(group.window),
    },
    flapping: flapping && {
      changes: String(flapping.changes),
      within: durationText(flapping.within),
      steady: durationText(flapping.steady),
    },
    codeowners: service.codeowners ?? '',
    codeownersPaths: service.codeownersPaths ?? [],
  };
}

/** What the file would hold of a draft, right or wrong. */
export function serviceDraftTree(draft: ServiceDraft): TreeMap {
  const { supportHours, group, flapping } = draft;
  const codeowners: TreeMap =
    draft.codeownersPaths.length === 0
      ? given('codeowners', draft.codeowners)
      : { codeowners: { ...given('file', draft.codeowners), paths: draft.codeownersPaths } };
  return {
    id: draft.id,
    ...given('name', draft.name),
    match: draft.match,
    ...(draft.owners.length === 0 ? {} : { owners: draft.owners }),
    ...codeowners,
    ...given('repository', draft.repository),
    ...given('runbook', draft.runbook),
    ...given('escalation', draft.escalation),
    ...(draft.urgency === 'severity' ? {} : { urgency: draft.urgency }),
    ...(supportHours === null
      ? {}
      : {
          supportHours: {
            ...given('timeZone', supportHours.timeZone),
            hours: hoursTrees(supportHours.hours),
            outside: supportHours.outside,
            ...(supportHours.criticalToo ? { criticalToo: 'true' } : {}),
          },
        }),
    ...given('hold', draft.hold),
    ...(group === null
      ? {}
      : { group: { by: group.by, ...given('wait', group.wait), ...given('window', group.window) } }),
    ...(flapping === null
      ? {}
      : {
          flapping: {
            ...given('changes', flapping.changes),
            ...given('within', flapping.within),
            ...given('steady', flapping.steady),
          },
        }),
  };
}
