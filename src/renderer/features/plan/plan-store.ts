import { create } from 'zustand';
import { FRESH_DRAFT, type PlanDraft } from './plan-draft';

/** What was typed on this screen; it stays while the window does. */
export const usePlanDraft = create<PlanDraft>()(() => FRESH_DRAFT);

export function setDraft(part: Partial<PlanDraft>): void {
  usePlanDraft.setState(part);
}
