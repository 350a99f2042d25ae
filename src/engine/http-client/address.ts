import { BlockList, isIP } from 'node:net';
import { err, ok, type Result } from '../../core/kernel/result';

const MAX_LENGTH = 2048;

/** Link-local and unspecified: a cloud's metadata service answers there, and no monitoring system does. */
const REFUSED = new BlockList();
REFUSED.addSubnet('0.0.0.0', 8, 'ipv4');
REFUSED.addSubnet('169.254.0.0', 16, 'ipv4');
REFUSED.addAddress('::', 'ipv6');
REFUSED.addSubnet('fe80::', 10, 'ipv6');
REFUSED.addAddress('fd00:ec2::254', 'ipv6');

/**
 * Checks the address of a source before anything is sent there (reliability C15): only http and https, no
 * credentials in it, no link-local or metadata address. Names are checked again after they were resolved.
 */
export function checkAddress(text: string): Result<URL, string> {
  if (text.length > MAX_LENGTH) return err(`the address is longer than ${MAX_LENGTH} characters`);
  // URL would drop line breaks and tabs without a word.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f]/.test(text))
    return err('the address has a space, a line break or a control character in it');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return err('the address is not a URL; write for example http://alertmanager.example.com:9093');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return err(`the address begins with ${url.protocol} but only http: and https: are spoken`);
  }
  if (url.username !== '' || url.password !== '') {
    return err(
      'the address has a user name or password in it; those belong in the keychain, not in the address',
    );
  }
  const refused = refusedHost(url.hostname);
  return refused === null ? ok(url) : err(refused);
}

/** Why a literal address is refused; null for names and for addresses that may be asked. */
export function refusedHost(hostname: string): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  const family = isIP(bare);
  // BlockList reads IPv4-mapped IPv6 addresses (::ffff:169.254.169.254) by its IPv4 rules.
  if (family === 0 || !REFUSED.check(bare, family === 6 ? 'ipv6' : 'ipv4')) return null;
  return `${bare} is a link-local, metadata or unspecified address, which is never asked`;
}
