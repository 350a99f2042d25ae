import type { Output } from '../../../contract/bridge';
import { Glyph } from '../../ui/glyph';

type Report = Output<'firstRun.inspect'>;

const LOOKS: Record<Report['state'], { tone: 'good' | 'plain' | 'bad'; glyph: string }> = {
  team: { tone: 'good', glyph: 'check' },
  empty: { tone: 'plain', glyph: 'plus' },
  missing: { tone: 'plain', glyph: 'plus' },
  broken: { tone: 'bad', glyph: 'warning' },
  'not-writable': { tone: 'bad', glyph: 'lock' },
};

/** What is in the folder, and what will be done with it. */
export function FolderState({ report }: { report: Report }) {
  const { tone, glyph } = LOOKS[report.state];
  return (
    <div className={`folder-state folder-${tone}`} role="status">
      <Glyph name={glyph} />
      <div>
        <p className="folder-sentence">
          <bdi>{sentence(report)}</bdi>
        </p>
        {notesOf(report).map((note) => (
          <p key={note} className="folder-note">
            <bdi>{note}</bdi>
          </p>
        ))}
      </div>
    </div>
  );
}

/** A new folder says all there is to say by itself. */
function notesOf({ state, notes }: Report): readonly string[] {
  return state === 'missing' ? [] : notes;
}

function sentence({ state, name, people }: Report): string {
  switch (state) {
    case 'team':
      return `${name || 'A team'}, ${people.length === 1 ? '1 person' : `${people.length} people`}.`;
    case 'empty':
      return 'An empty folder: your team begins here.';
    case 'missing':
      return 'A new folder: it will be made, and your team begins here.';
    case 'broken':
      return 'There is a watchbill.yaml, but it cannot be read. Mend it first; nothing is overwritten.';
    case 'not-writable':
      return 'Watchbill may not write here. Choose another folder.';
    default:
      return state satisfies never;
  }
}
