import type { ImportView } from '../../contract/rota/share-views';
import { Badge } from '../ui/badge';

/** What an import would bring: schedules, people, what does not map exactly, and the text itself. */
export function ImportPreview({ preview }: { preview: ImportView }) {
  return (
    <section className="import-preview" aria-label="What it would bring">
      <h3>{preview.text || 'What it would bring'}</h3>
      <ul className="import-list" aria-label="Schedules">
        {preview.schedules.map(({ id, name, layers, overrides }) => (
          <li key={id}>
            <bdi className="import-name">{name || id}</bdi>{' '}
            <span className="muted">
              <bdi className="mono">{id}</bdi>, {layers === 1 ? '1 layer' : `${layers} layers`}
              {overrides > 0 && `, ${overrides === 1 ? '1 override' : `${overrides} overrides`}`}
            </span>
          </li>
        ))}
      </ul>
      {preview.people.length > 0 && (
        <p className="import-people">
          {preview.people.map(({ id, name, isNew }) => (
            <span key={id} className="import-person">
              <bdi>{name || id}</bdi> {isNew && <Badge tone="accent">new</Badge>}
            </span>
          ))}
        </p>
      )}
      {preview.notes.length > 0 ? (
        <div className="import-notes">
          <h4>What does not map exactly</h4>
          <ul>
            {preview.notes.map((note) => (
              <li key={note}>
                <bdi>{note}</bdi>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p className="import-exact">All of it maps exactly.</p>
      )}
      <details>
        <summary>The text that is added to watchbill.yaml</summary>
        {/* It scrolls: the keyboard must reach it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre className="import-yaml mono selectable" tabIndex={0} role="region" aria-label="Text">
          {preview.yaml}
        </pre>
      </details>
    </section>
  );
}
