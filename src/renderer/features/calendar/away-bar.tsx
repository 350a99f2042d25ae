import type { CSSProperties } from 'react';
import type { AwayView } from '../../../contract/rota/rota-views';
import type { PersonView } from '../../../contract/views/people';
import { setSide } from '../../parts/rota-place';
import { spanWords } from '../../parts/shift-words';
import { Glyph } from '../../ui/glyph';

/** Somebody's absence in a week; what needs cover because of it is marked. A click leads to the list of absences. */
export function AwayBar({
  away,
  person,
  zone,
  style,
}: {
  away: AwayView;
  person: PersonView | undefined;
  zone: string;
  style: CSSProperties;
}) {
  const name = person?.name ?? away.person;
  const label = `${name} away, ${spanWords(away.start, away.end, zone)}${away.reason ? `, ${away.reason}` : ''}${
    away.needsCover.length > 0 ? ', needs cover' : ''
  }`;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`away-bar person-${(person?.colour ?? 0) % 12}`}
      style={style}
      title={label}
      aria-label={label}
      onClick={() => setSide('away')}
    >
      {away.needsCover.length > 0 && <Glyph name="warning" size={12} className="away-uncovered" />}
      <bdi className="cut" aria-hidden="true">
        {name} away
      </bdi>
    </button>
  );
}
