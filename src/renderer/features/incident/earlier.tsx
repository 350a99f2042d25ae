import { Button } from '../../ui/button';
import './earlier.css';

/** What is older than what is told here, and how to see it. */
export function Earlier({ words, onShow }: { words: string; onShow: () => void }) {
  return (
    <p className="earlier">
      {words} <span className="muted">are not shown.</span>
      <Button look="quiet" size="small" onClick={onShow}>
        Show more of them
      </Button>
    </p>
  );
}
