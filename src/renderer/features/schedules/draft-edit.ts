import type { HoursDraft, LayerDraft, ScheduleDraft } from '../../../contract/rota/schedule-views';

export type TurnUnit = 'hours' | 'days' | 'weeks';
export type TurnText = { readonly every: string; readonly unit: TurnUnit };

/** `Follow the sun` is `follow-the-sun`, as an id may be written. */
export function idFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
}

/** Splits `2 weeks` into what two fields show. What is no turn yet stays text in the first. */
export function readTurn(turn: string): TurnText {
  const [, every = '', unit = ''] = /^\s*(\S*)\s*(hour|day|week)s?\s*$/i.exec(turn) ?? [];
  return unit ? { every, unit: `${unit.toLowerCase()}s` as TurnUnit } : { every: turn.trim(), unit: 'weeks' };
}

/** `1 week`, `12 hours`, as the team file has it. */
export function printTurn({ every, unit }: TurnText): string {
  return `${every} ${every === '1' ? unit.slice(0, -1) : unit}`.trim();
}

/** An id that none of `taken` has: `layer`, `layer-2` … */
export function freeId(stem: string, taken: readonly string[]): string {
  let id = stem;
  for (let n = 2; taken.includes(id); n += 1) id = `${stem}-${n}`;
  return id;
}

/** A layer as it is added: everybody, by the week, from a handoff of the layer before. */
export function newLayer(draft: ScheduleDraft, people: readonly string[], start: string): LayerDraft {
  const taken = draft.layers.map(({ id }) => id);
  const before = draft.layers.at(-1);
  return {
    id: freeId('layer', taken),
    name: '',
    people: [...people],
    start: before?.start || start,
    turn: '1 week',
    until: '',
    hours: [],
    calendar: '',
  };
}

/** A window of hours as it is added. */
export function newHours(kind: HoursDraft['kind']): HoursDraft {
  switch (kind) {
    case 'daily':
      return { kind, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', calendar: '' };
    case 'weekly':
      return { kind, days: [], from: 'fri 18:00', to: 'mon 09:00', calendar: '' };
    case 'calendar':
      return { kind, days: [], from: '', to: '', calendar: '' };
  }
}

/** Whether two drafts say the same. */
export function sameDraft(a: ScheduleDraft, b: ScheduleDraft): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

/** Keys in one order, whoever made the draft. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, ordered(item)]),
  );
}
