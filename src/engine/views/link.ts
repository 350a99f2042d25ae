import type { LinkView } from '../../contract/views/incident';

const MAX_HREF = 2048;
/** Two slashes, and nothing that a browser would drop or read as a slash (WHATWG URL, "basic URL parser"). */
const PLAIN_HTTP = /^https?:\/\/[^\s\\]+$/i;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
/** A text file by a relative path: no scheme, no root, no backslash. */
const TEAM_FILE = /^(?![a-z][a-z0-9+.-]*:)(?![/~])[^\\]+\.(md|markdown|txt)$/i;

/**
 * A link from outside. Openable only for http(s) without credentials, shorter than 2048 characters (reliability D12);
 * then `href` is the address as it is really asked (international host names in their ASCII form).
 */
export function linkOf(text: string, href: string): LinkView {
  const url = openable(href);
  const shown = text === '' ? (url?.host ?? href) : text;
  return { text: shown, href: url?.href ?? href, openable: url !== null };
}

/** A runbook: a link, or a path in the team folder, which no browser opens; its text says so. null for ''. */
export function runbookOf(runbook: string): LinkView | null {
  if (runbook === '') return null;
  if (isTeamFile(runbook)) return { text: `${runbook} (in the team folder)`, href: runbook, openable: false };
  return linkOf(runbook, runbook);
}

function isTeamFile(path: string): boolean {
  return (
    path.length < MAX_HREF &&
    TEAM_FILE.test(path) &&
    !CONTROL.test(path) &&
    !path.split('/').some((part) => part === '..')
  );
}

function openable(href: string): URL | null {
  if (href.length >= MAX_HREF || !PLAIN_HTTP.test(href) || CONTROL.test(href) || !URL.canParse(href))
    return null;
  const url = new URL(href);
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  return web && url.username === '' && url.password === '' && url.href.length < MAX_HREF ? url : null;
}
