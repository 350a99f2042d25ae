import type { ReactNode } from 'react';
import './empty-state.css';
import { Glyph } from './glyph';

/** What to say where there is nothing: what that means, and what to do next. */
export function EmptyState({
  glyph,
  title,
  children,
  actions,
  tone = 'plain',
}: {
  glyph: string;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  tone?: 'plain' | 'good' | 'bad';
}) {
  return (
    <div className={`empty empty-${tone}`}>
      <span className="empty-glyph">
        <Glyph name={glyph} size={32} />
      </span>
      <h2 className="empty-title">{title}</h2>
      {children && <div className="empty-text">{children}</div>}
      {actions && <div className="empty-actions">{actions}</div>}
    </div>
  );
}
