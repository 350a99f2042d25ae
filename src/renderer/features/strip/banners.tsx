import { ScheduleHandover } from '../../parts/schedule-handover';
import { dismissBanner } from '../../state/act';
import { useMirror } from '../../state/mirror';
import { goTo } from '../../state/screen';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import './banners.css';
import { Notices } from './notices';

const GO = {
  sources: 'Look at the sources',
  settings: 'Open the settings',
  team: 'Look at the team file',
  queue: 'Show the queue',
} as const;
const GLYPHS = { bad: 'warning', warn: 'warning', info: 'severity-info' } as const;

/** What must be told loudly, above everything else, and under it, quietly, what changed in the rota for this person. */
export function Banners() {
  return (
    <>
      <Loud />
      <Notices />
      <ScheduleHandover />
    </>
  );
}

/** Until it is dismissed or no longer true. */
function Loud() {
  const banners = useMirror((mirror) => mirror.status?.banners);
  if (!banners || banners.length === 0) return null;
  return (
    <div className="banners" role="region" aria-label="Notices">
      {banners.map(({ id, tone, text, act }) => (
        <div key={id} className={`banner banner-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
          <Glyph name={GLYPHS[tone]} />
          <p className="banner-text selectable">{text}</p>
          {act !== '' && (
            <Button size="small" onClick={() => goTo(act)}>
              {GO[act]}
            </Button>
          )}
          <Button
            look="quiet"
            size="small"
            glyph="close"
            aria-label={`Dismiss: ${text}`}
            onClick={() => void dismissBanner(id)}
          />
        </div>
      ))}
    </div>
  );
}
