import { Glyph } from '../ui/glyph';
import { PersonDot } from '../ui/person-dot';
import type { DutyShift } from './rota-model';
import './shift-look.css';

/** What stands in a shift's box: initials, name, and a sign for what is special. What has no room goes, the name first. */
export function ShiftFace({
  shift,
  label,
  schedule = false,
}: {
  shift: DutyShift;
  /** All of it in words: what a screen reader says. */
  label: string;
  schedule?: boolean;
}) {
  return (
    <>
      <span className="only-read">{label}</span>
      <Face shift={shift} schedule={schedule} />
    </>
  );
}

function Face({ shift, schedule }: { shift: DutyShift; schedule: boolean }) {
  const { person, mark, other, needsCover, scheduleName } = shift;
  if (!person)
    return (
      <span className="shift-face" aria-hidden="true">
        <Glyph name="gap" size={13} />
        <span className="shift-name cut">{mark === 'taken-off' ? 'Taken off' : 'Nobody'}</span>
        {schedule && <span className="shift-schedule cut">{scheduleName}</span>}
      </span>
    );
  return (
    <span className="shift-face" aria-hidden="true">
      <span className="shift-initials">{person.initials}</span>
      <bdi className="shift-name cut">{person.name}</bdi>
      {schedule && <span className="shift-schedule cut">{scheduleName}</span>}
      {needsCover && <Glyph name="warning" size={13} className="shift-sign shift-uncovered" />}
      {mark === 'override' && <Glyph name="override" size={13} className="shift-sign" />}
      {mark === 'trade' && <Glyph name="trade" size={13} className="shift-sign" />}
      {mark === 'trade' && other && (
        <span className="shift-with">
          <PersonDot person={other} size="small" />
        </span>
      )}
    </span>
  );
}
