import { create } from 'zustand';
import type { EscalationDraft, PolicyView, ServiceDraft } from '../../../contract/policy/policy-views';
import type { PolicyOpen } from '../../parts/policy-place';

/** What is edited: a service or an escalation, with what the file said when editing began (null: it is new). */
export type Edited =
  | {
      readonly kind: 'service';
      readonly id: string | null;
      readonly draft: ServiceDraft;
      readonly base: ServiceDraft | null;
    }
  | {
      readonly kind: 'escalation';
      readonly id: string | null;
      readonly draft: EscalationDraft;
      readonly base: EscalationDraft | null;
    };

/** What was typed and not saved; it outlives the screen, not the window. */
export const usePolicyDrafts = create<{ readonly held: Readonly<Record<string, Edited>> }>()(() => ({
  held: {},
}));

export function keyOf({ kind, id }: PolicyOpen): string {
  return `${kind}:${id ?? ''}`;
}

/** Keeps what was typed; what says the same as the file is no draft. */
export function hold(edited: Edited): void {
  const key = keyOf(edited);
  if (edited.base !== null && same(edited.base, edited.draft)) drop(key);
  else usePolicyDrafts.setState(({ held }) => ({ held: { ...held, [key]: edited } }));
}

export function drop(key: string): void {
  usePolicyDrafts.setState(({ held }) => ({
    held: Object.fromEntries(Object.entries(held).filter(([other]) => other !== key)),
  }));
}

/** What is open, as it was typed or as the file has it; null where the file has none such. */
export function editedOf(open: PolicyOpen, view: PolicyView, held: Edited | undefined): Edited | null {
  if (held) return held;
  if (open.kind === 'service') {
    if (open.id === null) return { kind: 'service', id: null, draft: newService(view), base: null };
    const base = view.services.find(({ id }) => id === open.id);
    return base ? { kind: 'service', id: open.id, draft: base, base } : null;
  }
  if (open.id === null) return { kind: 'escalation', id: null, draft: newEscalation(view), base: null };
  const base = view.escalations.find(({ id }) => id === open.id);
  return base ? { kind: 'escalation', id: open.id, draft: base, base } : null;
}

function newService({ escalations }: PolicyView): ServiceDraft {
  return {
    id: '',
    name: '',
    match: [''],
    owners: [],
    repository: '',
    runbook: '',
    escalation: escalations[0]?.id ?? '',
    urgency: 'severity',
    supportHours: null,
    hold: '',
    group: null,
    flapping: null,
    codeowners: '',
    codeownersPaths: [],
  };
}

function newEscalation({ schedules }: PolicyView): EscalationDraft {
  const [first] = schedules;
  return {
    id: '',
    name: '',
    acknowledgeTimeout: '',
    repeat: '',
    repeatAfter: '',
    steps: [
      newStep('', first ? `schedule:${first.id}` : 'everyone'),
      ...(first ? [newStep('5m', `next:${first.id}`), newStep('15m', 'everyone')] : []),
    ],
  };
}

/** A step as it is added. */
export function newStep(after: string, target: string): EscalationDraft['steps'][number] {
  return {
    after,
    page: [target],
    roundRobin: false,
    acknowledge: 'one',
    urgency: '',
    hours: [],
    timeZone: '',
  };
}

/** Drafts are plain data, made with their keys in one order. */
function same(a: object, b: object): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [key, sorted(held)]),
  );
}
