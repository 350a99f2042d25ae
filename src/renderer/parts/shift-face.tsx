import { Glyph } from '../ui/glyph';
import type { DutyShift } from './rota-model';
import './shift-look.css';

/** What a box without a person says. */
const NOBODY: Record<DutyShift['mark'], string> = {
  plain: 'Nobody',
  override: 'Nobody',
  trade: 'Nobody',
  'taken-off': 'Taken off',
  closed: 'Closed',
};

/**
 * What stands in a shift's box (class `shift-face`, with the initials in `data-initials`): a sign for what is special,
 * and the name. Few elements, for there are hundreds of shifts in a month; what has no room wraps out of sight.
 */
export function ShiftFace({ shift, schedule = false }: { shift: DutyShift; schedule?: boolean }) {
  const { person, mark, needsCover, scheduleName } = shift;
  return (
    <>
      {!person && mark !== 'closed' && <Glyph name="gap" size={13} className="shift-sign" />}
      {needsCover && <Glyph name="warning" size={13} className="shift-sign shift-uncovered" />}
      {mark === 'override' && <Glyph name="override" size={13} className="shift-sign" />}
      {mark === 'trade' && <Glyph name="trade" size={13} className="shift-sign" />}
      <bdi className="shift-name cut">{person ? person.name : NOBODY[mark]}</bdi>
      {schedule && <span className="shift-schedule cut">{scheduleName}</span>}
    </>
  );
}
