import type { ImportView } from '../../contract/rota/share-views';
import type { Result } from '../../core/kernel/result';
import type { Team } from '../../core/team/team';
import type { Instant } from '../../core/time/instant';
import type { IcsReader } from '../calendars/ics-thread';

/** What is imported: an export of another tool's API, or a calendar as a layer of a schedule. */
export type ImportKind = 'pagerduty' | 'opsgenie' | 'ics';

export type ImportInput = {
  readonly kind: ImportKind;
  readonly text: string;
  /** Of an .ics: id of the schedule that the layer is added to; '' makes one named after the calendar. */
  readonly schedule: string;
};

export type ImportParts = {
  readonly team: Pick<Team, 'timeZone' | 'people' | 'schedules'>;
  readonly now: Instant;
  readonly readIcs: IcsReader;
};

/** An import that can be made: what it brings, the files it writes, and the change of the team file's text. */
export type ImportPlan = {
  readonly view: ImportView;
  /** Paths in the team folder, with slashes; written before the team file names them. */
  readonly files: ReadonlyArray<{ readonly path: string; readonly text: string }>;
  edit(text: string): Result<string, string>;
};

/** The view of an import that cannot be made, with the sentence why not. */
export function refusedView(text: string): ImportView {
  return { ok: false, text, schedules: [], people: [], notes: [], yaml: '' };
}
