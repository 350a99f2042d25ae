import { useToasts } from '../state/toasts';
import { Button } from './button';
import { Glyph } from './glyph';
import './toaster.css';

const GLYPHS = { good: 'check', bad: 'warning', plain: 'watchbill' } as const;

/** What just happened, in words, at the foot of the window; read out, and gone by itself unless it is bad news. */
export function Toaster() {
  const { toasts, dismiss } = useToasts();
  return (
    <div className="toaster" role="region" aria-label="Messages">
      <div aria-live="polite" className="toaster-live">
        {toasts.map((toast) => (
          <div
            key={toast.id}
            className={`toast toast-${toast.tone}`}
            role={toast.tone === 'bad' ? 'alert' : 'status'}
          >
            <Glyph name={GLYPHS[toast.tone]} />
            <p className="toast-text selectable">{toast.text}</p>
            {toast.action && (
              <Button
                size="small"
                onClick={() => {
                  toast.action?.run();
                  dismiss(toast.id);
                }}
              >
                {toast.action.label}
              </Button>
            )}
            <Button
              look="quiet"
              size="small"
              glyph="close"
              aria-label="Dismiss"
              onClick={() => dismiss(toast.id)}
            />
          </div>
        ))}
      </div>
    </div>
  );
}
