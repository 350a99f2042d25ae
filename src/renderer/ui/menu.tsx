import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { Glyph } from './glyph';
import { KeyCap } from './key-cap';
import './menu.css';

type MenuProps = {
  /** The button that opens it, e.g. `<Button>Snooze</Button>`. */
  trigger: ReactElement<Record<string, unknown>>;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom';
};

/** A menu under a button. Fill it with MenuItem, MenuCheck and MenuLine. */
export function Menu({ trigger, children, open, onOpenChange, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)} modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="menu-place" align={align} side={side} sideOffset={4} collisionPadding={8}>
          <Base.Popup className="menu">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({
  glyph,
  keyHint,
  detail,
  disabled = false,
  onSelect,
  children,
}: {
  glyph?: string;
  keyHint?: string;
  detail?: string;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Base.Item className="menu-item" disabled={disabled} onClick={onSelect}>
      {glyph && <Glyph name={glyph} />}
      <span className="menu-words">{children}</span>
      {detail && <span className="menu-detail">{detail}</span>}
      {keyHint && <KeyCap keys={keyHint} />}
    </Base.Item>
  );
}

/** An item that is on or off; the menu stays open. */
export function MenuCheck({
  checked,
  onChange,
  detail,
  children,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  detail?: string;
  children: ReactNode;
}) {
  return (
    <Base.CheckboxItem
      className="menu-item"
      checked={checked}
      onCheckedChange={onChange}
      closeOnClick={false}
    >
      <span className="menu-check" aria-hidden="true">
        {checked && <Glyph name="check" size={12} />}
      </span>
      <span className="menu-words">{children}</span>
      {detail && <span className="menu-detail">{detail}</span>}
    </Base.CheckboxItem>
  );
}

export function MenuLine() {
  return <Base.Separator className="menu-line" />;
}
