import type { SourceId } from '../kernel/ids';
import type { Duration } from '../time/duration';

/** How a polled source asks who we are; the secret itself is in the keychain under `source:<id>`. */
export type SourceAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly username: string }
  | { readonly kind: 'bearer' };

/** A Prometheus Alertmanager that is asked for its alerts. */
export type AlertmanagerConfig = {
  readonly id: SourceId;
  readonly type: 'alertmanager';
  /** Base address with path prefix, without a slash at the end; `/api/v2/…` is added. */
  readonly url: string;
  readonly every: Duration;
  /** A vanished alert is resolved after this long and at least two full reads without it (reliability C12, C13). */
  readonly resolveAfter: Duration;
  /** No good answer for this long opens an incident: the source is blind. */
  readonly blindAfter: Duration;
  /** What an acknowledgement writes into the Alertmanager. */
  readonly acknowledge: 'nothing' | 'silence';
  /** How long the silence of an acknowledgement lasts; renewed at a third of it left. */
  readonly silenceFor: Duration;
  readonly auth: SourceAuth;
  /** Path of a PEM file with the certificate authority to trust, in the team folder or absolute; '' for the system's. */
  readonly caFile: string;
};

/** A sender that posts to our listener in any of the formats it speaks (docs/http-api.md). */
export type PushConfig = { readonly id: SourceId; readonly type: 'push'; readonly title: string };

export type SourceConfig = AlertmanagerConfig | PushConfig;
