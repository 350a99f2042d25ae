import { describe, expect, it } from 'vitest';
import { isCredential, REDACTED } from './credential';
import { makeLabels } from './labels';

describe('D15: credentials in alerts', () => {
  it('are known by the names they go under, and by these only', () => {
    for (const name of [
      'basic_auth_pass',
      'pushToken',
      'Authorization',
      'proxy-authorization',
      'http.authorization',
      'dbPassword',
      'api_key',
      'X-Api-Key',
      'apikey',
      'aws_secret_key',
      'client_secret',
      'access_token',
    ])
      expect(isCredential(name), name).toBe(true);
    for (const name of [
      'secret',
      'token',
      'key',
      'pass',
      'password_age_days',
      'keyspace',
      'tokenizer',
      'author',
      'monkey',
    ])
      expect(isCredential(name), name).toBe(false);
  });

  it('are not kept', () => {
    expect(
      makeLabels([
        ['alertname', 'LoginFails'],
        ['db_password', 'hunter2'],
      ]),
    ).toEqual([
      ['alertname', 'LoginFails'],
      ['db_password', REDACTED],
    ]);
  });
});
