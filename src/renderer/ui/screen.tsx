import type { ReactNode } from 'react';
import './screen.css';

/** The frame of a screen: its name, its tools on the right, and a body that scrolls. `fill` lets the body scroll itself. */
export function Screen({
  title,
  tools,
  fill = false,
  children,
}: {
  title: string;
  tools?: ReactNode;
  fill?: boolean;
  children: ReactNode;
}) {
  return (
    <section className="screen" aria-label={title}>
      <header className="screen-head">
        <h1 className="screen-title">{title}</h1>
        {tools && <div className="screen-tools">{tools}</div>}
      </header>
      <div className={fill ? 'screen-fill' : 'screen-body'}>{children}</div>
    </section>
  );
}

/** A titled part of a screen. */
export function Section({
  title,
  text,
  tools,
  children,
}: {
  title: string;
  text?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="section" aria-label={title}>
      <header className="section-head">
        <h2 className="section-title">{title}</h2>
        {tools && <div className="screen-tools">{tools}</div>}
      </header>
      {text && <p className="section-text">{text}</p>}
      {children}
    </section>
  );
}
