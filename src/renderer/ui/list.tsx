import type { ReactNode } from 'react';
import './list.css';

/** Rows on a raised ground with hairlines between: settings, sources, people. */
export function List({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className="list" aria-label={label}>
      {children}
    </ul>
  );
}

/** One row: a mark, a first and second line, and what stands at the end. */
export function ListItem({
  mark,
  title,
  text,
  end,
}: {
  mark?: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  end?: ReactNode;
}) {
  return (
    <li className="list-item">
      {mark}
      <div className="list-words">
        <div className="list-title">{title}</div>
        {text && <div className="list-text">{text}</div>}
      </div>
      {end && <div className="list-end">{end}</div>}
    </li>
  );
}
