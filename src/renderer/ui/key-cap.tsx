import './key-cap.css';

/** A key or keys as they are pressed: `a`, `g q`, `Ctrl+K`. Decoration beside words; screen readers get aria-keyshortcuts. */
export function KeyCap({ keys }: { keys: string }) {
  return (
    <span className="key-caps" aria-hidden="true">
      {keys.split(' ').map((key) => (
        <kbd key={key} className="key-cap">
          {key}
        </kbd>
      ))}
    </span>
  );
}
