import type { Matcher } from '../alert/matcher';
import type { PersonId, ServiceId } from '../kernel/ids';

/** What an alert is about. `runbook` is a path in the team folder or an http(s) link; '' when there is none. */
export type Service = {
  readonly id: ServiceId;
  readonly name: string;
  readonly match: readonly Matcher[];
  readonly owners: readonly PersonId[];
  readonly repository: string;
  readonly runbook: string;
  readonly escalation: string;
};
