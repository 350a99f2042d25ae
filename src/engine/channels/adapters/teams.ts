import { askService, jsonOf, type ServiceAnswers, wordOf } from '../ask-service';
import type { ChannelField, ChannelMessage, ChannelType } from '../channel-type';
import { ANSWERED, addressProblem, checkFields, valueOf } from '../fields';
import { cutBytes, plainLine, plainLines } from '../text';

/** The whole payload may have 28 KB: https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook. Bytes. */
const LONGEST_BODY = 12_000;

const FIELDS: readonly ChannelField[] = [
  {
    key: 'url',
    title: 'Workflow address',
    hint: 'In Teams: the channel’s menu, Workflows, “Send webhook alerts to a channel”. Whoever has it can post there.',
    kind: 'secret',
    needed: true,
  },
  ANSWERED,
];

const AGAIN = 'look at the workflow in Teams: is it turned on, and may anyone start it? Else make a new one';

const ANSWERS: ServiceAnswers = {
  service: 'Teams',
  fields: FIELDS,
  // 202 with an empty body: the workflow was started. A login page would be 200 with HTML.
  took: (reply) =>
    reply.status === 202 || (reply.status === 200 && !reply.text.trimStart().startsWith('<'))
      ? `the workflow was started (HTTP ${reply.status})`
      : null,
  words(reply) {
    const error = jsonOf(reply)?.['error'];
    return typeof error === 'object' && error !== null
      ? wordOf((error as Record<string, unknown>)['message'])
      : '';
  },
  advice: { 400: AGAIN, 401: AGAIN, 403: AGAIN, 404: AGAIN, 410: AGAIN },
};

/**
 * Microsoft Teams, by a workflow that begins with a webhook request: one Adaptive Card as attachment of a message
 * (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook). The older
 * connectors and their MessageCard were retired in 2026. Text stands in a RichTextBlock, which knows no Markdown
 * (https://adaptivecards.io/explorer/RichTextBlock.html).
 */
export const teams: ChannelType = {
  type: 'teams',
  title: 'Microsoft Teams',
  about: 'A card in a Teams channel or chat. Needs a workflow that begins with a webhook.',
  fields: FIELDS,
  can: { wakes: false, confirms: 'accepted' },
  limits: { perMinute: 60, longest: 2500 },
  check: (values) => checkFields(FIELDS, values, { url: workflowProblem }),
  send: (message, setup, deps) =>
    askService(
      {
        method: 'POST',
        url: valueOf(setup.values, 'url'),
        authorization: null,
        body: JSON.stringify(cardOf(message)),
      },
      ANSWERS,
      setup,
      deps,
    ),
};

function workflowProblem(value: string): string | null {
  const problem = addressProblem(value);
  if (problem !== null) return problem;
  const { hostname } = new URL(value);
  return hostname.endsWith('.webhook.office.com') || hostname === 'outlook.office.com'
    ? 'that is an Office 365 connector; Microsoft retired them in 2026. Make a workflow and enter its address'
    : null;
}

function cardOf(message: ChannelMessage) {
  const color =
    message.kind === 'answered' ? 'good' : message.severity === 'critical' ? 'attention' : 'default';
  const title = plainLine(message.title, 300) || '(no title)';
  const lines = cutBytes(plainLines(message.body, LONGEST_BODY), LONGEST_BODY).split('\n');
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: title,
          msteams: { width: 'Full' },
          body: [
            rich(title, { weight: 'bolder', size: 'medium', color }),
            ...lines.filter((line) => line !== '').map((line) => rich(line, {})),
          ],
        },
      },
    ],
  };
}

function rich(text: string, look: Readonly<Record<string, string>>) {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }] };
}
