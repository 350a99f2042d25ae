/**
 * Whether an address from outside may be opened in the browser, after asking: http and https only, no credentials in
 * it, not absurdly long (reliability 3.1, point 15). Anything else could start a program.
 */
export function checkLink(
  href: string,
): { ok: true; href: string; host: string } | { ok: false; why: string } {
  const no = (why: string) => ({ ok: false, why }) as const;
  if (href.length >= 2048) return no('The link is too long to be opened safely.');
  if (/[\p{Cc}\s]/u.test(href)) return no('The link holds control characters or spaces.');
  if (!URL.canParse(href)) return no('This is not a complete link.');
  const url = new URL(href);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return no('Only http and https links are opened.');
  if (url.username || url.password) return no('The link holds a user name or password; it is not opened.');
  return { ok: true, href: url.href, host: url.host };
}

/** The incident of a `watchbill://incident/<id>` link; null for any other text. */
export function readDeepLink(text: string): { readonly incident: string } | null {
  const match = /^watchbill:\/\/incident\/([\w.-]{1,100})\/?$/i.exec(text);
  return match?.[1] ? { incident: match[1] } : null;
}
