import { describe, expect, it } from 'vitest';
import { readAddress } from './address';

describe('C15: addresses of polled sources', () => {
  it.each([
    ['http://127.0.0.1:9093', 'http://127.0.0.1:9093'],
    ['https://AM.example/prefix/', 'https://am.example/prefix'],
    ['http://localhost:9093///', 'http://localhost:9093'],
    ['http://[::1]:9093', 'http://[::1]:9093'],
    ['http://[2001:db8::5]/x', 'http://[2001:db8::5]/x'],
    ['http://10.0.0.7/am/a%20b', 'http://10.0.0.7/am/a%20b'],
    ['http://am.', 'http://am.'],
  ])('%s is taken', (text, expected) => {
    expect(readAddress(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    '',
    'am:9093',
    'file:///etc/passwd',
    'ftp://am',
    'javascript:alert(1)',
    '//am',
    'http://',
    'http://:9093',
    'http://am:0',
    'http://am:65536',
    'http://am:',
    'http://ada:pw@am',
    'http://@am',
    'http://am?x=1',
    'http://am#x',
    'http://am/../x',
    'http://am/%2e%2e/x',
    'http://am\n',
    'http://a m',
    'http://am\\@evil',
    'http://0.0.0.0',
    'http://0',
    'http://169.254.169.254',
    'http://2852039166',
    'http://0xA9FEA9FE',
    'http://0xa9.254.169.254',
    'http://0251.0376.0251.0376',
    'http://169.254.43518',
    'http://127.1',
    'http://0.1.2.3',
    'http://224.0.0.1',
    'http://255.255.255.255',
    'http://169.254.169.254.',
    'http://100.100.100.200',
    'http://metadata.google.internal',
    'http://METADATA.google.internal./',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[::a9fe:a9fe]',
    'http://[64:ff9b::a9fe:a9fe]',
    'http://[fe80::1]',
    'http://[febf::1%25eth0]',
    'http://[fd00:ec2::254]',
    'http://[ff02::1]',
    'http://[1::2::3]',
    'http://[12345::]',
    'http://１６９.254.169.254',
    'http://169。254。169。254',
    'http://%31%36%39.254.169.254',
    `http://am/${'x'.repeat(5000)}`,
  ])('%.60s is refused', (text) => {
    const result = readAddress(text);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.error).not.toContain('pw');
  });

  it('tells what to do with credentials', () => {
    expect(readAddress('https://u:p@am.example')).toMatchObject({
      error: expect.stringContaining('keychain'),
    });
  });

  it('takes nothing that a WHATWG parser would send somewhere refused', () => {
    for (const text of ['http://10.0.0.7', 'http://am.example:80/a', 'http://[2001:db8::5]:9093']) {
      const result = readAddress(text);
      expect(result.ok && new URL(result.value).host.length > 0).toBe(true);
    }
  });
});
