import type { PersonView } from '../../contract/views/people';
import './person-dot.css';

/** A person as colour and initials, with the name for the tooltip and screen readers. `named` writes the name beside. */
export function PersonDot({
  person,
  size = 'normal',
  named = false,
}: {
  person: Pick<PersonView, 'name' | 'initials' | 'colour'>;
  size?: 'small' | 'normal' | 'large';
  named?: boolean;
}) {
  return (
    <span className="person" title={named ? undefined : person.name}>
      <span className={`person-dot person-dot-${size} person-${person.colour % 12}`} aria-hidden="true">
        {person.initials}
      </span>
      <span className={named ? 'person-name cut' : 'only-read'}>
        <bdi>{person.name}</bdi>
      </span>
    </span>
  );
}
