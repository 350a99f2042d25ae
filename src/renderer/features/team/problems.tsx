import type { TeamView } from '../../../contract/views/team';
import { Glyph } from '../../ui/glyph';

/** What is wrong in watchbill.yaml, with the place, and what that means for paging. */
export function Problems({ problems }: { problems: TeamView['problems'] }) {
  const errors = problems.filter(({ level }) => level === 'error').length;
  const bad = errors > 0;
  return (
    <section className={`problems problems-${bad ? 'bad' : 'warn'}`} aria-label="Problems of the team file">
      <header className="problems-head">
        <Glyph name="warning" size={20} />
        <div>
          <h2>
            {bad ? 'watchbill.yaml cannot be used as it stands' : 'watchbill.yaml works, but look at this'}
          </h2>
          <p className="muted">
            {bad
              ? 'You are paged by what it said before: the last good one is in force until this is mended.'
              : 'You are paged by it as it stands.'}
          </p>
        </div>
      </header>
      <ul className="problems-list">
        {problems.map((problem) => (
          <li
            key={`${problem.line}:${problem.column}:${problem.message}`}
            className={`problem problem-${problem.level}`}
          >
            <span className="problem-place mono selectable">
              {problem.line}:{problem.column}
            </span>
            <span className="problem-level">{problem.level === 'error' ? 'Error' : 'Warning'}</span>
            <bdi className="problem-message selectable">{problem.message}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
