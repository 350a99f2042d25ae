import { Glyph } from '../../ui/glyph';

/** Where one is on the way. */
export function Steps({ names, current }: { names: readonly string[]; current: number }) {
  return (
    <ol className="steps" aria-label="Steps">
      {names.map((name, index) => (
        <li
          key={name}
          className={`step ${index < current ? 'step-done' : index === current ? 'step-now' : ''}`}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className="step-mark">
            {index < current ? <Glyph name="check" size={12} label="Done" /> : index + 1}
          </span>
          {name}
        </li>
      ))}
    </ol>
  );
}
