import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Certificate = {
  /** Paths. */
  readonly cert: string;
  readonly key: string;
};

export type Authority = {
  /** PEM text of the authority itself. */
  readonly ca: string;
  /** Issues a certificate; by default for localhost and 127.0.0.1, valid for a day, signed with SHA-256. */
  issue(options?: {
    readonly names?: string;
    readonly digest?: string;
    readonly expired?: boolean;
  }): Certificate;
  /** A certificate that vouches for itself. */
  selfSigned(): Certificate;
  remove(): void;
};

/** A certificate authority of our own, made with openssl for one test. */
export function makeAuthority(): Authority {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchbill-ca-'));
  const at = (name: string) => path.join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = (name: string) =>
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', at(name));
  writeFileSync(at('index.txt'), '');
  writeFileSync(at('index.txt.attr'), 'unique_subject = no\n');
  writeFileSync(at('ca.cnf'), CONFIG);
  key('ca.key');
  openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    'ca.key',
    '-sha256',
    '-days',
    '2',
    '-subj',
    '/CN=Watchbill test authority',
    '-out',
    'ca.pem',
    '-config',
    'ca.cnf',
    '-extensions',
    'v3_ca',
  );
  let serial = 0;
  return {
    ca: readFileSync(at('ca.pem'), 'utf8'),
    issue: ({ names = 'DNS:localhost,IP:127.0.0.1', digest = 'sha256', expired = false } = {}) => {
      serial += 1;
      const name = `server${serial}`;
      key(`${name}.key`);
      writeFileSync(at(`${name}.ext`), `subjectAltName=${names}\n`);
      openssl(
        'req',
        '-new',
        '-key',
        `${name}.key`,
        '-subj',
        '/CN=server',
        '-out',
        `${name}.csr`,
        '-config',
        'ca.cnf',
      );
      const dates = expired
        ? ['-startdate', '20200101000000Z', '-enddate', '20200201000000Z']
        : ['-days', '1'];
      openssl(
        'ca',
        '-batch',
        '-config',
        'ca.cnf',
        '-md',
        digest,
        '-notext',
        '-in',
        `${name}.csr`,
        '-out',
        `${name}.pem`,
        '-extfile',
        `${name}.ext`,
        ...dates,
      );
      return { cert: at(`${name}.pem`), key: at(`${name}.key`) };
    },
    selfSigned: () => {
      key('self.key');
      openssl(
        'req',
        '-x509',
        '-new',
        '-key',
        'self.key',
        '-sha256',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
        '-addext',
        'subjectAltName=IP:127.0.0.1',
        '-out',
        'self.pem',
        '-config',
        'ca.cnf',
      );
      return { cert: at('self.pem'), key: at('self.key') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const CONFIG = `
[ca]
default_ca = this
[this]
database = index.txt
new_certs_dir = .
certificate = ca.pem
private_key = ca.key
policy = any
rand_serial = yes
[any]
commonName = supplied
[req]
distinguished_name = dn
[dn]
[v3_ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
`;
