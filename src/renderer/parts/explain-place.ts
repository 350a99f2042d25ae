import { create } from 'zustand';
import { goTo } from '../state/screen';

/** What is explained: what is typed, or an incident ('' for none). */
export type ExplainPlace = { readonly text: string; readonly incident: string };

/** It stays while the window does. */
export const useExplainPlace = create<ExplainPlace>()(() => ({ text: '', incident: '' }));

/** Explains an incident on the screen for it. */
export function explainIncident(incident: string): void {
  useExplainPlace.setState({ incident });
  goTo('explain');
}
