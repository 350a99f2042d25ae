import { Dialog } from '@base-ui/react/dialog';
import { Fragment, useEffect, useRef, useState } from 'react';
import { openOver } from '../../state/screen';
import { Glyph } from '../../ui/glyph';
import { KeyCap } from '../../ui/key-cap';
import { PersonDot } from '../../ui/person-dot';
import { SeverityMark } from '../../ui/severity-mark';
import { stateWords } from '../../ui/state-mark';
import './palette.css';
import { type Find, useFinds } from './use-finds';

/** Ctrl+K: any action, incident, service or person by a few letters. */
export function Palette() {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const finds = useFinds(text);
  const list = useRef<HTMLDivElement>(null);
  const current = finds[Math.min(at, finds.length - 1)];

  useEffect(() => {
    if (current)
      list.current
        ?.querySelector(`#${CSS.escape(`find-${current.id}`)}`)
        ?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function choose(find: Find | undefined): void {
    if (!find) return;
    openOver(null);
    find.choose();
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && openOver(null)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-scrim" />
        <Dialog.Popup className="palette" aria-label="Find anything">
          <div className="palette-field">
            <Glyph name="search" />
            <input
              role="combobox"
              aria-label="Find an action, incident, service, schedule or person"
              aria-expanded="true"
              aria-controls="finds"
              aria-activedescendant={current ? `find-${current.id}` : undefined}
              autoComplete="off"
              placeholder="Find an action, incident, service, schedule or person"
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setAt(0);
              }}
              onKeyDown={(event) => {
                const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
                if (step !== 0 && finds.length > 0) {
                  event.preventDefault();
                  setAt((Math.min(at, finds.length - 1) + step + finds.length) % finds.length);
                } else if (event.key === 'Enter') {
                  event.preventDefault();
                  choose(current);
                }
              }}
            />
            <KeyCap keys="Esc" />
          </div>
          <div id="finds" ref={list} className="palette-list" role="listbox" aria-label="Found">
            {finds.map((find, index) => (
              <Fragment key={find.id}>
                {finds[index - 1]?.kind !== find.kind && (
                  <div className="palette-kind" role="presentation">
                    {find.kind}
                  </div>
                )}
                {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keyboard and points here */}
                <div
                  id={`find-${find.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={find === current}
                  className="palette-find"
                  onClick={() => choose(find)}
                  onMouseMove={() => setAt(index)}
                >
                  {find.row && <SeverityMark severity={find.row.severity} words="read" />}
                  {find.person && <PersonDot person={find.person} size="small" />}
                  <span className="palette-words cut">
                    <bdi>{find.words}</bdi>
                  </span>
                  <span className="palette-detail cut">
                    <bdi>{find.row ? `${stateWords(find.row)} · ${find.detail}` : find.detail}</bdi>
                  </span>
                  {find.keys && <KeyCap keys={find.keys} />}
                </div>
              </Fragment>
            ))}
            {finds.length === 0 && <p className="palette-none">Nothing found.</p>}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
