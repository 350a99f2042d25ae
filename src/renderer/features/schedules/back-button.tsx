import { openSchedule } from '../../parts/schedule-place';
import { Button } from '../../ui/button';

/** To the list; what was typed is kept. */
export function BackButton() {
  return (
    <Button glyph="chevron-left" onClick={() => openSchedule(null)}>
      All schedules
    </Button>
  );
}
