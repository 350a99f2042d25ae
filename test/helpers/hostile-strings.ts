/** Runs only where text from outside became markup or script. */
const PROBE = "window.__probe=1;document.title='PROBED'";

/**
 * What ran in other people's editors: the real cases of the reliability plan, by their rows in section 3.2.
 * @param outside address of a server that must never be asked
 */
export function realCases(outside: string) {
  return {
    'CVE-2021-29996': [`\`\`\`<style/onload=${PROBE}>`],
    'CVE-2022-24123': [
      `B ->> S: <img src=1 onerror="${PROBE}">`,
      `id1["<iframe src=javascript:${PROBE}></iframe>"]`,
    ],
    'CVE-2023-2318': [
      `<a href=${outside}/U>${outside}/U</a><table><tr><img src onerror="${PROBE}"></tr></table>`,
    ],
    'MarkText #2601': [`[x](javascript:${PROBE})`, `<a href="javascript:${PROBE}">x</a>`],
    'CVE-2020-15930': [`<embed src=${outside}/embed>`, `"><img src=1 onerror="${PROBE}">`],
    'GHSA-hff8-hjwv-j9q7': [
      '<a href="file:///usr/bin/xcalc">a program</a> [another](file:///usr/bin/xcalc) watchbill-run:xcalc',
    ],
    'Theia #7954': [`<style onload="${PROBE}"></style>`, `<s onmouseover="${PROBE}">hover me</s>`],
    'CVE-2026-20841': ['[notes](ms-msdt:/id) [more](search-ms:query=x) <vscode://file/etc/passwd>'],
  } as const satisfies Readonly<Record<string, readonly string[]>>;
}

export type RealCase = keyof ReturnType<typeof realCases>;

/**
 * Markup and script that must be shown as they are: the real cases, and forms of OWASP's filter evasion list.
 * @param outside address of a server that must never be asked
 */
export function markup(outside: string): readonly string[] {
  return [
    `<script>${PROBE}</script>`,
    ...Object.values(realCases(outside)).flat(),
    `<img src=x onerror="${PROBE}">`,
    `'><svg/onload="${PROBE}">`,
    `<svg><animate onbegin="${PROBE}" attributeName=x dur=1s>`,
    `<details open ontoggle="${PROBE}">`,
    `<math><mtext></table></math><img src onerror="${PROBE}">`,
    `<iframe srcdoc="<script>parent.__probe=1</script>"></iframe>`,
    `<object data="javascript:${PROBE}"></object>`,
    `<body onload="${PROBE}">`,
    `<meta http-equiv=refresh content="0;url=${outside}/refresh">`,
    `<base href=${outside}/>`,
    `<link rel=stylesheet href=${outside}/x.css>`,
    `<style>@import '${outside}/import.css';body{display:none}</style>`,
    `<video><source onerror="${PROBE}"></video>`,
    `<input autofocus onfocus="${PROBE}">`,
    `<img src="${outside}/pixel.png"><img srcset="${outside}/set.png 1x">`,
    `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(/* */oNcliCk=${PROBE} )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=${PROBE}//>\\x3e`,
    `{{constructor.constructor("${PROBE}")()}}`,
    `\${${PROBE}}`,
    `';${PROBE}//`,
    `<scr<script>ipt>${PROBE}</scr</script>ipt>`,
    `&lt;img src=x onerror="${PROBE}"&gt; &amp; &#60;b&#62;`,
    `%3Cimg%20src=x%20onerror=${PROBE}%3E`,
    '<b>bold</b> & <i>italic</i> <a href="https://evil.example">click</a> %s %n %d',
    '--urgency=low -e /etc/passwd',
  ];
}

/** Text that plays with how text is shown, stored or split (reliability D10). */
export const ODD_TEXT: readonly string[] = [
  'invoice \u202egnp.exe\u202c paid',
  'isolate \u2066never closed',
  'mark \u200fafter\u200e this\u061c',
  'a NUL\u0000in the middle',
  'colours \u001b[31mred\u001b[0m \u001b]0;PROBED\u0007 end',
  'first line\r\nCritical: second line that was never sent\nthird',
  'separators \u2028 and \u2029 too',
  `zalgo e${'\u0301'.repeat(10_000)} end`,
  `unbroken ${'W'.repeat(110_000)}`,
  'lone \ud83d surrogate',
  'family 👨‍👩‍👧‍👦 and flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  '\ufeffbyte order mark',
  'שרת התשלומים payments-7 אינו עונה',
  '__proto__',
  'constructor',
];

/** Addresses that must never be clickable (reliability D12). */
export function badLinks(outside: string): readonly string[] {
  return [
    `javascript:${PROBE}`,
    ` jAvAsCrIpT:${PROBE}`,
    `java\tscript:${PROBE}`,
    `data:text/html,<script>${PROBE}</script>`,
    'file:///etc/passwd',
    'vbscript:msgbox(1)',
    'ms-msdt:/id PCWDiagnostic',
    'smb://evil.example/share',
    '\\\\evil.example\\share',
    '//evil.example/relative',
    'https://watchbill.example@evil.example/',
    'https:evil.example',
    `https://evil.example/${'a'.repeat(3000)}`,
    `blob:${outside}/x`,
    'about:blank',
    'watchbill://incident/x',
    '/etc/passwd',
    '../../../etc/passwd.md',
  ];
}
