import type { Format } from './format';
import { alertmanagerV2 } from './formats/alertmanager-v2';
import { alertmanagerWebhook } from './formats/alertmanager-webhook';
import { pagerdutyChange, pagerdutyEvents } from './formats/pagerduty';
import { plain } from './formats/plain';

/** Every language we understand. docs/http-api.md describes them, docs/openapi.yaml lists them. */
export const FORMATS: readonly Format[] = [
  alertmanagerV2,
  alertmanagerWebhook,
  pagerdutyEvents,
  pagerdutyChange,
  plain,
];
