import { err, ok, type Result } from '../kernel/result';

const MAX_LENGTH = 2000;
const SHAPE = /^(https?):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i;
/** Names that cloud machines answer with credentials on. */
const METADATA_NAMES =
  /^(metadata|metadata\.google\.internal|metadata\.goog|instance-data(\.ec2\.internal)?)$/;

/**
 * Reads the base address of a polled source (reliability C15): http or https, no credentials, query or fragment, and
 * no host that a monitoring system never has: 0.0.0.0, link-local and cloud metadata addresses, in any spelling.
 * @returns the address without slashes at its end, or a sentence that says what is wrong.
 */
export function readAddress(text: string): Result<string, string> {
  const example = 'write for example http://127.0.0.1:9093';
  if (text.length > MAX_LENGTH) return err(`the url is longer than ${MAX_LENGTH} characters`);
  // eslint-disable-next-line no-control-regex
  if (/[\s\u0000-\u001f\u007f\\]/.test(text))
    return err(`the url has a space, line break or backslash in it; ${example}`);
  const m = SHAPE.exec(text);
  if (!m) return err(`"${text.slice(0, 80)}" is not an http or https address; ${example}`);
  const [, scheme, authority, path, query, fragment] = m as unknown as [
    string,
    string,
    string,
    string,
    string?,
    string?,
  ];
  if (authority.includes('@')) {
    return err(
      'the url holds a user name or password; take it out, set auth, and enter the secret in the app: it is kept in the keychain',
    );
  }
  if (query !== undefined) return err('the url has a query ("?…"); give only the base address');
  if (fragment !== undefined) return err('the url has a fragment ("#…"); give only the base address');
  if (/(^|\/)\.\.?(\/|$)|%2e/i.test(path))
    return err('the path of the url has "." or ".." in it; write it out');
  const parts = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority);
  if (!parts) return err(`"${authority.slice(0, 80)}" is not host:port; ${example}`);
  const host = (parts[1] as string).toLowerCase();
  const port = parts[2];
  if (port !== undefined && (port === '' || Number(port) < 1 || Number(port) > 65_535)) {
    return err('the port of the url must be 1 to 65535');
  }
  const why = refusedHost(host);
  if (why !== null) return err(why);
  return ok(
    `${scheme.toLowerCase()}://${host}${port === undefined ? '' : `:${port}`}${path.replace(/\/+$/, '')}`,
  );
}

/** Why a host (IPv6 in brackets) is never asked for alerts; null for one that may be. */
export function refusedHost(host: string): string | null {
  if (host === '') return 'the url has no host; write for example http://127.0.0.1:9093';
  if (host.startsWith('[')) return refusedIPv6(host.slice(1, -1));
  if (!/^[a-z0-9._-]+$/.test(host))
    return `"${host.slice(0, 80)}" is not a host name; write it in letters a-z, digits, dots and dashes`;
  if (METADATA_NAMES.test(host.replace(/\.$/, '')))
    return `${host} is a cloud metadata address, not a monitoring system`;
  const labels = host.replace(/\.$/, '').split('.');
  if (!/^(\d+|0x[0-9a-f]*)$/.test(labels.at(-1) as string)) return null;
  // Ends in a number: an IPv4 address, and only the plain spelling of one.
  const bytes = labels.map(Number);
  const plain =
    labels.length === 4 &&
    labels.every((l, i) => /^(0|[1-9]\d{0,2})$/.test(l) && (bytes[i] as number) <= 255);
  if (!plain)
    return `"${host}" is an unusual spelling of an IPv4 address; write all four numbers, such as 127.0.0.1`;
  if (bytes[0] === 0) return `${host} is no address that can be asked; write 127.0.0.1 for this machine`;
  if (bytes[0] === 169 && bytes[1] === 254)
    return `${host} is a link-local or cloud metadata address, not a monitoring system`;
  if (host === '100.100.100.200' || host === '168.63.129.16')
    return `${host} is a cloud metadata address, not a monitoring system`;
  if ((bytes[0] as number) >= 224) return `${host} is a multicast or reserved address`;
  return null;
}

function refusedIPv6(text: string): string | null {
  const shown = `[${text.slice(0, 60)}]`;
  const groups = readIPv6(text);
  const dressed = `${shown} is an IPv4 address in IPv6 clothes; write the IPv4 address itself`;
  if (!groups)
    return text.includes('.') ? dressed : `"${shown}" is not an IPv6 address (a zone id is not taken)`;
  const [first, second] = groups as [number, number];
  const zeros = (from: number, to: number) => groups.slice(from, to).every((group) => group === 0);
  if (zeros(0, 8)) return '[::] is no address that can be asked; write [::1] for this machine';
  const mapped = zeros(0, 5) && groups[5] === 0xffff;
  const compatible = zeros(0, 6) && !zeros(6, 7);
  const translated = first === 0x64 && second === 0xff9b;
  if (mapped || compatible || translated) return dressed;
  if ((first & 0xffc0) === 0xfe80) return `${shown} is a link-local address, not a monitoring system`;
  if (first === 0xfd00 && second === 0xec2)
    return `${shown} is a cloud metadata address, not a monitoring system`;
  if ((first & 0xff00) === 0xff00) return `${shown} is a multicast address`;
  return null;
}

/** Eight 16-bit groups; null for anything else, dotted IPv4 at the end included. */
function readIPv6(text: string): number[] | null {
  if (!/^[0-9a-f:]{2,39}$/.test(text)) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':'))) as [string[], string[]?];
  const given = head.length + (tail?.length ?? 0);
  if (tail === undefined ? given !== 8 : given > 7) return null;
  const all = [...head, ...Array.from({ length: 8 - given }, () => '0'), ...(tail ?? [])];
  return all.every((group) => /^[0-9a-f]{1,4}$/.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : null;
}
