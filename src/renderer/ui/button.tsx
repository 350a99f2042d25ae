import type { ComponentPropsWithRef, ReactNode } from 'react';
import './button.css';
import { Glyph } from './glyph';
import { KeyCap } from './key-cap';

export type ButtonLook = {
  /** `primary`: the one thing to do here; `plain`: bordered; `quiet`: no border until hovered; `danger`: destroys. */
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'normal' | 'small' | 'large';
  glyph?: string;
  /** The key that does the same, shown on the button. */
  keyHint?: string;
  children?: ReactNode;
};

/** A button. With a glyph and no children it must be given an `aria-label`. */
export function Button({
  look = 'plain',
  size = 'normal',
  glyph,
  keyHint,
  children,
  className = '',
  type = 'button',
  ...rest
}: ButtonLook & ComponentPropsWithRef<'button'>) {
  const bare = glyph && children === undefined ? 'button-bare' : '';
  return (
    // The type is one of three words, never from outside.
    <button type={type} className={`button button-${look} button-${size} ${bare} ${className}`} {...rest}>
      {glyph && <Glyph name={glyph} size={size === 'small' ? 14 : 16} />}
      {children !== undefined && <span className="button-words">{children}</span>}
      {keyHint && <KeyCap keys={keyHint} />}
    </button>
  );
}
