import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { Button } from './button';
import './dialog.css';

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string /** One sentence under the title. */;
  text?: ReactNode;
  size?: 'normal' | 'wide' /** Buttons, the one to do last. */;
  actions?: ReactNode;
  children?: ReactNode;
};

/** A question or a form over the window. Esc and a click outside close it. */
export function Dialog({ open, onClose, title, text, size = 'normal', actions, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-scrim" />
        <Base.Popup className={`dialog dialog-${size}`}>
          <header className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close render={<Button look="quiet" size="small" glyph="close" aria-label="Close" />} />
          </header>
          {text && <Base.Description className="dialog-text">{text}</Base.Description>}
          <div className="dialog-body">{children}</div>
          {actions && <footer className="dialog-actions">{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
