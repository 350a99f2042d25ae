import type { TeamView } from '../../../contract/views/team';
import { goTo } from '../../state/screen';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';

/** The errors of a team file that cannot be used; [] where it can. */
export function fileErrors(team: TeamView | null): TeamView['problems'] {
  return team?.problems.filter(({ level }) => level === 'error') ?? [];
}

/** Why nothing can be saved now: the team file has a mistake that a person must mend. Says where. */
export function FileTrouble({ errors }: { errors: TeamView['problems'] }) {
  const [first, ...more] = errors;
  if (!first) return null;
  return (
    <section className="file-trouble" role="alert" aria-label="The team file cannot be used">
      <Glyph name="warning" size={20} />
      <div className="file-trouble-words">
        <p>
          <strong>Saving is off:</strong> watchbill.yaml has a mistake that only a person can mend. The last
          good one stays in force, and what you type here is kept.
        </p>
        <p className="selectable">
          <span className="mono">
            line {first.line}:{first.column}
          </span>{' '}
          <bdi>{first.message}</bdi>
          {more.length > 0 && ` (and ${more.length} more)`}
        </p>
      </div>
      <Button size="small" onClick={() => goTo('team')}>
        Look at the team file
      </Button>
    </section>
  );
}
