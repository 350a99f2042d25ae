import { call } from '../../bridge';
import { useAnswer, whenChanged } from '../../state/use-answer';
import type { Choice } from './filter-menu';

export type Choices = { readonly services: readonly Choice[]; readonly sources: readonly Choice[] };

const NONE: Choices = { services: [], sources: [] };
const teamChanged = whenChanged(({ status }) => status && `${status.team}\n${status.sources.all}`);

/**
 * Services and sources to filter by. Without an answer the menus say that there is nothing; the queue itself tells
 * what is wrong.
 */
export function useChoices(): Choices {
  return useAnswer(load, teamChanged).value ?? NONE;
}

async function load(): Promise<Choices> {
  const [{ services }, sources] = await Promise.all([call('team.get', {}), call('sources.list', {})]);
  return {
    services: services.map(({ id, name }) => ({ value: id, label: name })),
    sources: sources.map(({ id, title }) => ({ value: id, label: title || id })),
  };
}
