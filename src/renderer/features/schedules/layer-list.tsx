import { useRef } from 'react';
import type { FieldProblem, LayerDraft } from '../../../contract/rota/schedule-views';
import type { PersonView } from '../../../contract/views/people';
import { moved, replaced, without } from '../../parts/schedule-lists';
import { useReorder } from '../../parts/schedule-reorder';
import { Button } from '../../ui/button';
import { LayerCard } from './layer-card';

/** The layers of a schedule; a later one wins. Adds, removes and moves them. */
export function LayerList({
  layers,
  team,
  problems,
  fresh,
  onChange,
}: {
  layers: readonly LayerDraft[];
  team: readonly PersonView[];
  problems: readonly FieldProblem[];
  /** A layer as it is added. */
  fresh: () => LayerDraft;
  onChange: (layers: LayerDraft[]) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const reorder = useReorder(list, layers.length, (from, to) => onChange(moved(layers, from, to)));
  const own = problems.filter(({ at }) => at === 'layers');
  return (
    <section className="editor-part" aria-label="Layers" data-at="layers">
      <header className="editor-part-head">
        <h2 className="section-title">Layers</h2>
        <p className="muted">Where several have somebody, the lowest in this list wins.</p>
      </header>
      {own.map(({ message, level }) => (
        <p key={message} className={level === 'error' ? 'field-error' : 'field-warning'}>
          <bdi>{message}</bdi>
        </p>
      ))}
      <ol className="layers" ref={list} aria-label="Layers">
        {layers.map((layer, index) => (
          <LayerCard
            // Ids are typed and may be half of one; the place is the steady name.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            layer={layer}
            index={index}
            reorder={reorder}
            team={team}
            problems={problems}
            onChange={(part) => onChange(replaced(layers, index, { ...layer, ...part }))}
            onRemove={() => onChange(without(layers, index))}
          />
        ))}
      </ol>
      <span>
        <Button glyph="plus" onClick={() => onChange([...layers, fresh()])}>
          Add a layer
        </Button>
      </span>
    </section>
  );
}
