import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { KeyCap } from './key-cap';
import './tooltip.css';

/** Says more about a control on hover and focus. The control must have a name of its own. */
export function Tooltip({
  words,
  keyHint,
  side = 'top',
  children,
}: {
  words: ReactNode;
  keyHint?: string;
  side?: 'top' | 'bottom' | 'left' | 'right';
  children: ReactElement<Record<string, unknown>>;
}) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={350} />
      <Base.Portal>
        <Base.Positioner className="tooltip-place" side={side} sideOffset={6} collisionPadding={8}>
          <Base.Popup className="tooltip">
            {words}
            {keyHint && <KeyCap keys={keyHint} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
