import { Fragment } from 'react';
import type { IncidentView } from '../../../contract/views/incident';
import { copy } from '../../state/act';
import { closeIncident, setFilter } from '../../state/screen';
import { Glyph } from '../../ui/glyph';
import './labels.css';

/** The alert's labels. A click on one looks for others like it; the mark beside it copies it. Any text, shown as text. */
export function Labels({ labels }: { labels: IncidentView['labels'] }) {
  if (labels.length === 0) return <p className="muted">The alert came without labels.</p>;
  return (
    <ul className="labels">
      {labels.map(([name, value]) => (
        <li key={name} className="label mono">
          <button
            type="button"
            className="label-find"
            title={`Show incidents with ${value || name}`}
            onClick={() => {
              setFilter({ status: 'all', text: value || name });
              closeIncident();
            }}
          >
            <span className="label-name">
              <bdi>{name}</bdi>
            </span>
            <span className="only-read"> is </span>
            {/* dir isolates as bdi does, in which nothing but text stands. */}
            <span className="label-value" dir="auto">
              <Breakable text={value} />
            </span>
          </button>
          <button
            type="button"
            className="label-copy"
            aria-label={`Copy ${name}`}
            title="Copy"
            onClick={() => void copy(`${name}="${value.replace(/["\\]/g, '\\$&')}"`, name)}
          >
            <Glyph name="copy" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Beyond this a value is no name; it breaks where it must. Characters. */
const MOST = 300;

/** A long name breaks between its words (`HaproxyHigh|Http5xx`, `lb-lon-1.|harbour`), not in the middle of one. */
function Breakable({ text }: { text: string }) {
  if (text.length > MOST) return text;
  return text.split(/(?<=[a-z\d])(?=[A-Z])|(?<=[._/:,@-])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
