import { TextField } from '../../ui/field';

type Me = { readonly id: string; readonly name: string; readonly email: string };

/** One of the people the team file names, or somebody new. */
export function WhoAmI({
  people,
  me,
  onChange,
}: {
  people: readonly { readonly id: string; readonly name: string }[];
  me: Me;
  onChange: (me: Me) => void;
}) {
  const isNew = !people.some(({ id }) => id === me.id);
  return (
    <fieldset className="who">
      <legend className="field-label">Who are you?</legend>
      {people.length > 0 && (
        <div className="who-people">
          {people.map((person) => (
            <label key={person.id} className="who-person">
              <input
                type="radio"
                name="who"
                checked={me.id === person.id}
                onChange={() => onChange({ ...person, email: '' })}
              />
              <bdi>{person.name}</bdi>
            </label>
          ))}
          <label className="who-person">
            <input
              type="radio"
              name="who"
              checked={isNew}
              onChange={() => onChange({ id: '', name: '', email: '' })}
            />
            Somebody new
          </label>
        </div>
      )}
      {isNew && (
        <div className="who-new">
          <TextField
            label="Your name"
            placeholder="Ada Okafor"
            value={me.name}
            maxLength={200}
            autoComplete="name"
            onChange={(event) => onChange({ ...me, id: '', name: event.target.value })}
          />
          <TextField
            label="E-mail (optional)"
            type="email"
            placeholder="ada@example.com"
            value={me.email}
            maxLength={200}
            autoComplete="email"
            onChange={(event) => onChange({ ...me, id: '', email: event.target.value })}
          />
        </div>
      )}
    </fieldset>
  );
}
