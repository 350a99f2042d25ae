import type { ReactNode } from 'react';
import './badge.css';
import { Glyph } from './glyph';

export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad' | 'quiet';

/** A small word on a ground; `tone` only repeats what the word says. */
export function Badge({
  tone = 'plain',
  glyph,
  title,
  children,
}: {
  tone?: Tone;
  glyph?: string;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={`badge badge-${tone}`} title={title}>
      {glyph && <Glyph name={glyph} size={12} />}
      {children}
    </span>
  );
}
