import { setTimeout } from 'node:timers/promises';
import type { AlertmanagerConfig } from '../../../core/source/source-config';
import type { Duration } from '../../../core/time/duration';
import {
  HTTP_LIMITS,
  type HttpLimits,
  type HttpNoReply,
  type HttpReply,
  type HttpRequest,
  request,
} from '../../http-client/request';
import type { SourceDeps } from '../../ports';
import { type Mask, maskOf, type Refusal, refuse } from './answer';

/** An Alertmanager's API v2 with address and login filled in. */
export type Api = {
  send(method: HttpRequest['method'], path: string, body?: unknown): Promise<HttpReply | HttpNoReply>;
  /** Waits, or not when the request was given up meanwhile. */
  pause(duration: Duration): Promise<void>;
  readonly mask: Mask;
};

/** @returns a refusal when the login it needs is not stored on this desktop. */
export function openApi(
  config: AlertmanagerConfig,
  deps: SourceDeps,
  limits: HttpLimits = HTTP_LIMITS,
): Api | Refusal {
  const { kind } = config.auth;
  const secret = deps.secret?.replace(/[\r\n]+$/, '') ?? '';
  if (kind !== 'none' && secret === '') {
    const what = kind === 'basic' ? `password for ${config.auth.username}` : 'token';
    return refuse(`no ${what} is stored on this desktop; enter it under Sources`, { loginNeeded: true });
  }
  const authorization = authorizationOf(config, secret);
  return {
    mask: maskOf([kind === 'none' ? null : secret, authorization?.split(' ')[1] ?? null]),
    pause: (duration) => setTimeout(duration, undefined, { signal: deps.signal }).catch(() => {}),
    async send(method, path, body) {
      const asked = deps.now();
      const reply = await request(
        {
          method,
          url: `${config.url.replace(/\/+$/, '')}/api/v2/${path}`,
          authorization,
          body: body === undefined ? null : JSON.stringify(body),
          ca: deps.ca,
          signal: deps.signal,
        },
        limits,
      );
      if (reply.ok) deps.sawDate?.(reply.headers['date'], asked, deps.now(), reply.headers['age']);
      return reply;
    },
  };
}

function authorizationOf({ auth }: AlertmanagerConfig, secret: string): string | null {
  switch (auth.kind) {
    case 'none':
      return null;
    case 'basic':
      return `Basic ${Buffer.from(`${auth.username}:${secret}`, 'utf8').toString('base64')}`;
    case 'bearer':
      return `Bearer ${secret.trim()}`;
  }
}
