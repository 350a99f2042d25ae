import type { Input } from '../../contract/bridge';
import type { SourceView } from '../../contract/views/sources';

type Draft = Input<'sources.save'>;

/** A draft for a new source, or with what is known of one. Its secret is never shown to screens: empty keeps it. */
export function emptyDraft(known: SourceView | null): Draft {
  return {
    id: known?.id ?? '',
    url: known?.url ?? '',
    auth: known && known.auth !== 'token' ? known.auth : 'none',
    username: known?.username ?? '',
    secret: '',
    caFile: known?.caFile ?? '',
    acknowledge: known?.acknowledge === 'silence' ? 'silence' : 'nothing',
  };
}

/** What keeps a draft from being saved, and where; the engine checks again. */
export function draftProblem(draft: Draft): { field: keyof Draft | ''; text: string } {
  const url = parsed(draft.url);
  if (!url) return { field: 'url', text: 'Write an address that begins with http:// or https://' };
  if (url.username || url.password)
    return {
      field: 'url',
      text: 'Put the user name and password below, not into the address: it stands in the team file.',
    };
  if (draft.id.trim() === '') return { field: 'id', text: 'Give it a name.' };
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(draft.id))
    return {
      field: 'id',
      text: 'Small letters, digits, dots and hyphens, beginning with a letter or digit.',
    };
  if (draft.auth === 'basic' && draft.username === '') return { field: 'username', text: 'Which user?' };
  return { field: '', text: '' };
}

/** A name made from the host: `https://alerts.example.com/am` is `alerts`, an address in digits `alertmanager`. */
export function suggestId(address: string): string {
  const host = parsed(address)?.hostname ?? '';
  if (host === '') return '';
  const first = host.split('.')[0] ?? '';
  if (/^[\d[]/.test(host) || host === 'localhost' || first === '') return 'alertmanager';
  return first.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-');
}

function parsed(address: string): URL | null {
  try {
    const url = new URL(address.trim());
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}
