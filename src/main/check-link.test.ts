import { describe, expect, it } from 'vitest';
import { checkLink, readDeepLink } from './check-link';

describe('3.1-15, D12: checkLink', () => {
  it.each([
    ['https://runbooks.example.com/disk?x=1#y', 'runbooks.example.com'],
    ['http://127.0.0.1:9093/#/alerts', '127.0.0.1:9093'],
    ['https://xn--e1awd7f.com/', 'xn--e1awd7f.com'],
  ])('opens %s after showing %s', (href, host) => {
    expect(checkLink(href)).toEqual({ ok: true, href, host });
  });

  it('shows a homoglyph for what it is', () => {
    expect(checkLink('https://\u0435xample.com/')).toMatchObject({
      ok: true,
      host: expect.stringMatching(/^xn--/),
    });
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'vbscript:x',
    'ms-settings:',
    'smb://host/share',
    'watchbill://incident/1',
    '//evil.example/',
    '/etc/passwd',
    'https://a@evil.example/',
    'https://a:b@evil.example/',
    'https://evil.example/\nHost: x',
    ' https://evil.example/',
    'java\tscript:alert(1)',
    'https://',
    '',
    `https://evil.example/${'x'.repeat(3000)}`,
  ])('refuses %.40s', (href) => {
    expect(checkLink(href).ok).toBe(false);
  });
});

describe('readDeepLink', () => {
  it('finds the incident', () => {
    expect(readDeepLink('watchbill://incident/laptop-17')).toEqual({ incident: 'laptop-17' });
    expect(readDeepLink('WATCHBILL://incident/laptop-17/')).toEqual({ incident: 'laptop-17' });
  });

  it.each([
    'watchbill://incident/',
    'watchbill://incident/../x',
    'watchbill://acknowledge/a-1',
    'watchbill://incident/a?x',
    'https://incident/a',
    '--x',
  ])('refuses %s', (text) => {
    expect(readDeepLink(text)).toBeNull();
  });
});
