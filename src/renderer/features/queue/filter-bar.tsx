import { useEffect, useRef, useState } from 'react';
import type { QueueFilter, QueueWindow } from '../../../contract/views/queue';
import { useCommands } from '../../keys/commands';
import { isNarrowed, setFilter, useScreen } from '../../state/screen';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { KeyCap } from '../../ui/key-cap';
import { type Segment, Segmented } from '../../ui/segmented';
import { severityWord } from '../../ui/severity-mark';
import { FilterMenu } from './filter-menu';
import './filter-bar.css';
import { useChoices } from './use-choices';

/** How long typing must rest before the queue is asked. Milliseconds. */
const REST = 120;
const SEVERITIES: QueueFilter['severities'] = ['critical', 'error', 'warning', 'info', 'none'];

/** Which incidents to show: status with counts, search, severity, service, source. */
export function FilterBar({
  counts,
  onLeave,
}: {
  counts: QueueWindow['counts'] | null;
  onLeave: () => void;
}) {
  const filter = useScreen((screen) => screen.filter);
  const { services, sources } = useChoices();
  return (
    <div className="filter-bar">
      <Segmented
        label="Status"
        value={filter.status}
        segments={segments(counts, filter.status)}
        onChange={(status) => setFilter({ status })}
      />
      <div className="filter-more">
        <Search onLeave={onLeave} />
        <FilterMenu
          label="Severity"
          chosen={filter.severities}
          choices={SEVERITIES.map((value) => ({ value, label: severityWord(value) }))}
          onChange={(severities) => setFilter({ severities: [...severities] as QueueFilter['severities'] })}
        />
        <FilterMenu
          label="Service"
          chosen={filter.services}
          choices={services}
          onChange={(chosen) => setFilter({ services: [...chosen] })}
        />
        <FilterMenu
          label="Source"
          chosen={filter.sources}
          choices={sources}
          onChange={(chosen) => setFilter({ sources: [...chosen] })}
        />
        {isNarrowed(filter) && (
          <Button
            look="quiet"
            size="small"
            glyph="close"
            aria-label="Clear search and filters"
            onClick={() => setFilter({ severities: [], services: [], sources: [], text: '' })}
          />
        )}
      </div>
    </div>
  );
}

function segments(
  counts: QueueWindow['counts'] | null,
  chosen: QueueFilter['status'],
): Segment<QueueFilter['status']>[] {
  return [
    { value: 'unresolved', label: 'Unresolved', ...(counts && { count: counts.open + counts.acknowledged }) },
    { value: 'open', label: 'Open', ...(counts && { count: counts.open - counts.suppressed }) },
    // Most teams suppress nothing most of the time: the segment comes with the first, and stays while it is chosen.
    ...(chosen === 'suppressed' || (counts && counts.suppressed > 0)
      ? [{ value: 'suppressed' as const, label: 'Suppressed', ...(counts && { count: counts.suppressed }) }]
      : []),
    { value: 'acknowledged', label: 'Acknowledged', ...(counts && { count: counts.acknowledged }) },
    { value: 'resolved', label: 'Resolved', ...(counts && { count: counts.resolved }) },
    { value: 'all', label: 'All' },
  ];
}

function Search({ onLeave }: { onLeave: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const text = useScreen((screen) => screen.filter.text);
  const [typed, setTyped] = useState(text);

  // The filter may be changed elsewhere (palette, a label); the field then shows that.
  const [followed, setFollowed] = useState(text);
  if (followed !== text) {
    setFollowed(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => setFilter({ text: typed }), REST);
    return () => clearTimeout(timer);
  }, [typed, text]);
  useCommands(
    {
      search: () => {
        field.current?.focus();
        field.current?.select();
      },
    },
    5,
  );

  return (
    <label className="search">
      <Glyph name="search" size={14} />
      <span className="only-read">Search incidents</span>
      <input
        ref={field}
        type="search"
        placeholder="Search"
        maxLength={500}
        value={typed}
        aria-keyshortcuts="/"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          if (event.key === 'Escape') setFilter({ text: '' });
          else if (typed !== text) setFilter({ text: typed });
          // Also where nothing was found, and so there is no list to take the keyboard.
          event.currentTarget.blur();
          onLeave();
        }}
      />
      {typed === '' && <KeyCap keys="/" />}
    </label>
  );
}
