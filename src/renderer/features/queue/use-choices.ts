import { useEffect, useState } from 'react';
import { call } from '../../bridge';
import { useMirror } from '../../state/mirror';
import type { Choice } from './filter-menu';

/** Services and sources to filter by; asked again when the team or the number of sources changes. */
export function useChoices(): { services: readonly Choice[]; sources: readonly Choice[] } {
  const team = useMirror(({ status }) => (status ? `${status.team}\n${status.sources.all}` : ''));
  const [choices, setChoices] = useState<{ services: readonly Choice[]; sources: readonly Choice[] }>({
    services: [],
    sources: [],
  });
  useEffect(() => {
    let gone = false;
    // Without an answer the menus say that there is nothing; the queue itself tells what is wrong.
    Promise.all([call('team.get', {}), call('sources.list', {})])
      .then(([{ services }, sources]) => {
        if (gone) return;
        setChoices({
          services: services.map(({ id, name }) => ({ value: id, label: name })),
          sources: sources.map(({ id, title }) => ({ value: id, label: title || id })),
        });
      })
      .catch(() => {});
    return () => {
      gone = true;
    };
  }, [team]);
  return choices;
}
