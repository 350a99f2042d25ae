import type { ChannelTypeView } from '../../../contract/channels/channel-views';
import { Glyph } from '../../ui/glyph';
import { typeGlyph } from './channel-state';

/** Every kind of channel with one sentence of what it is and needs, and what it can do. */
export function TypeList({
  types,
  onChoose,
}: {
  types: readonly ChannelTypeView[];
  onChoose: (type: ChannelTypeView) => void;
}) {
  return (
    <ul className="reach-types" aria-label="Kinds of channels">
      {types.map((type) => (
        <li key={type.type}>
          <button type="button" className="reach-type" onClick={() => onChoose(type)}>
            <Glyph name={typeGlyph(type.type)} size={18} />
            <span className="reach-type-words">
              <span className="reach-type-title">{type.title}</span>
              <span className="reach-type-about">{type.about}</span>
              <span className="reach-type-can">
                {type.wakes ? 'Can wake you' : 'Does not ring by itself'} · {PROVES[type.confirms]}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const PROVES: Readonly<Record<ChannelTypeView['confirms'], string>> = {
  accepted: 'tells that the service took it',
  delivered: 'tells that it arrived',
  seen: 'tells that you saw it',
};
