import { create } from 'zustand';
import { goTo } from '../state/screen';

/** What of the team file's policies is open; `id` null is a new one. */
export type PolicyOpen = { readonly kind: 'service' | 'escalation'; readonly id: string | null };

/** Where the policies' screen is: the list (null), or an editor. */
export const usePolicyPlace = create<{ readonly open: PolicyOpen | null }>()(() => ({ open: null }));

/** Brings up the editor of a service or an escalation; null is the list. */
export function openPolicy(open: PolicyOpen | null): void {
  usePolicyPlace.setState({ open });
  goTo('policies');
}
