import { type Binding, KEYS } from '../../keys/keys';
import { openOver } from '../../state/screen';
import { Dialog } from '../../ui/dialog';
import { KeyCap } from '../../ui/key-cap';
import './keys-help.css';

const GROUPS: readonly Binding['group'][] = ['Move', 'Act', 'Pick', 'Calendar', 'Go to', 'Find'];

/** Every key, from the one table that also drives them. */
export function KeysHelp() {
  return (
    <Dialog open onClose={() => openOver(null)} title="Keys" size="wide">
      <div className="keys-help">
        {GROUPS.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {KEYS.filter((binding) => binding.group === group).map(({ command, shown, words }) => (
                <div key={command}>
                  <dt>
                    <KeyCap keys={shown} />
                    <span className="only-read">{shown}</span>
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
