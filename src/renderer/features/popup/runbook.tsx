import { useState } from 'react';
import type { LinkView } from '../../../contract/views/incident';
import { call } from '../../bridge';
import { isTeamFile } from '../../lib/is-team-file';
import { Glyph } from '../../ui/glyph';

/** The runbook: a page on the web, or a file of the team folder. Anything else is only text. */
export function Runbook({ link }: { link: LinkView }) {
  const [why, setWhy] = useState('');
  const file = isTeamFile(link.href);
  if (!link.openable && !file) return <bdi className="selectable">{link.href || link.text}</bdi>;

  async function open(): Promise<void> {
    try {
      const { opened, why } = await (link.openable
        ? call('shell.openLink', { href: link.href })
        : call('shell.openTeamFile', { path: link.href }));
      setWhy(opened ? '' : why);
    } catch (error) {
      setWhy(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <>
      <button type="button" className="card-link" title={link.href} onClick={() => void open()}>
        <bdi>{link.text}</bdi>
        <Glyph name={link.openable ? 'external-link' : 'open'} size={12} />
      </button>
      {why && <span className="card-quiet"> {why}</span>}
    </>
  );
}
