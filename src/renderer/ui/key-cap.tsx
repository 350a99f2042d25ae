import './key-cap.css';

/** A key or keys as they are engraved: `A`, `G Q`, `Ctrl+K`, `Shift+A`; given in any case. Decoration beside words; screen readers get aria-keyshortcuts. */
export function KeyCap({ keys }: { keys: string }) {
  return (
    <span className="key-caps" aria-hidden="true">
      {keys.split(' ').map((key) => (
        <kbd key={key} className="key-cap">
          {engraved(key)}
        </kbd>
      ))}
    </span>
  );
}

function engraved(key: string): string {
  return key.length === 1 ? key.toUpperCase() : key;
}
