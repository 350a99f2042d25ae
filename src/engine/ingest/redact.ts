/** So much of a body that nobody could read is kept. Characters. */
const KEPT = 64 * 1024;
const MASK = '[redacted]';

const SECRET_NAME =
  '(?:[\\w-]{0,40}(?:pass(?:word|wd|phrase)?|secret|token|credentials?|authorization|cookie|api[_-]?key|private[_-]?key|access[_-]?key|routing[_-]?key|service[_-]?key|integration[_-]?key))';

const RULES: ReadonlyArray<readonly [RegExp, string]> = [
  // "password": "…", also cut off before its end; and bare values.
  [
    new RegExp(`("${SECRET_NAME}"\\s{0,20}:\\s{0,20})(?:"(?:[^"\\\\]|\\\\[^])*"?|[\\w.+-]+)`, 'gi'),
    `$1"${MASK}"`,
  ],
  // {"name": "Authorization", "value": "…"}
  [
    new RegExp(
      `("(?:name|key|header)"\\s{0,20}:\\s{0,20}"${SECRET_NAME}"\\s{0,20},\\s{0,20}"value"\\s{0,20}:\\s{0,20})"(?:[^"\\\\]|\\\\[^])*"?`,
      'gi',
    ),
    `$1"${MASK}"`,
  ],
  // password=…, ?token=… in forms and addresses
  [new RegExp(`(\\b${SECRET_NAME}=)[^&\\s"']+`, 'gi'), `$1${MASK}`],
  [/\b(Bearer|Basic|GenieKey)(\s{1,3})[\w.~+/=-]{6,}/gi, `$1$2${MASK}`],
  // https://user:password@host
  [/(:\/\/[^\s/:@"']{0,200}:)[^\s/@"']{1,500}@/g, `$1${MASK}@`],
];

/**
 * A body as it may be kept and shown: text cut to 64 KB, credentials masked by the names they usually go under
 * (reliability D15), NUL made visible. Works on text, since most bodies that come here are no JSON.
 * @param secrets values known to be secret, such as the token just presented.
 */
export function redact(bytes: Buffer, secrets: readonly string[] = []): string {
  let text = bytes.toString('utf8').replaceAll('\u0000', '␀');
  for (const [pattern, replacement] of RULES) text = text.replace(pattern, replacement);
  for (const secret of secrets) if (secret !== '') text = text.replaceAll(secret, MASK);
  return text.length > KEPT ? text.slice(0, KEPT) : text;
}
