import type { TeamView } from '../../../contract/views/team';
import { Button } from '../../ui/button';
import { FileTrouble } from './file-trouble';

/** What stands between a draft and the team file: a mistake in the file, or somebody else's change of the schedule. */
export function EditorNotices({
  errors,
  conflict,
  gone,
  onMine,
  onTheirs,
}: {
  errors: TeamView['problems'];
  conflict: boolean;
  /** The schedule is no longer in the file. */
  gone: boolean;
  onMine: () => void;
  onTheirs: () => void;
}) {
  return (
    <>
      <FileTrouble errors={errors} />
      {conflict && (
        <div className="editor-notice" role="alert">
          <p>Somebody changed this schedule in the team file since you began. Which one is to stay?</p>
          <Button size="small" onClick={onMine}>
            Go on with mine
          </Button>
          <Button size="small" onClick={onTheirs}>
            Take the file’s
          </Button>
        </div>
      )}
      {gone && (
        <p className="editor-notice" role="status">
          This schedule is no longer in the team file. Saving adds it again.
        </p>
      )}
    </>
  );
}
