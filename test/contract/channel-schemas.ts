import { Ajv2020 } from 'ajv/dist/2020';

// What each service's documentation says of a request, written down as JSON Schema. Where it lists the members that
// there are, no other is allowed.

const text = { type: 'string' } as const;
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true });

const SCHEMAS = {
  /** https://docs.ntfy.sh/publish/#publish-as-json, the table of fields */
  ntfy: {
    type: 'object',
    required: ['topic'],
    additionalProperties: false,
    properties: {
      topic: { type: 'string', pattern: '^[-_A-Za-z0-9]{1,64}$' },
      message: text,
      title: text,
      tags: { type: 'array', items: text },
      priority: { type: 'integer', enum: [1, 2, 3, 4, 5] },
      actions: { type: 'array', maxItems: 3 },
      click: text,
      attach: text,
      markdown: { type: 'boolean' },
      icon: text,
      filename: text,
      delay: text,
      email: text,
      call: text,
    },
  },
  /** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and the references of the two blocks */
  slack: {
    type: 'object',
    required: ['text', 'blocks'],
    additionalProperties: false,
    properties: {
      text: { type: 'string', minLength: 1, maxLength: 40_000 },
      unfurl_links: { type: 'boolean' },
      unfurl_media: { type: 'boolean' },
      blocks: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        items: {
          oneOf: [{ $ref: '#/$defs/header' }, { $ref: '#/$defs/section' }],
        },
      },
    },
    $defs: {
      header: {
        type: 'object',
        required: ['type', 'text'],
        additionalProperties: false,
        properties: {
          type: { const: 'header' },
          text: {
            type: 'object',
            required: ['type', 'text'],
            additionalProperties: false,
            properties: {
              type: { const: 'plain_text' },
              text: { type: 'string', minLength: 1, maxLength: 150 },
              emoji: { type: 'boolean' },
            },
          },
        },
      },
      section: {
        type: 'object',
        required: ['type', 'text'],
        additionalProperties: false,
        properties: {
          type: { const: 'section' },
          text: {
            type: 'object',
            required: ['type', 'text'],
            additionalProperties: false,
            properties: {
              type: { enum: ['plain_text', 'mrkdwn'] },
              text: { type: 'string', minLength: 1, maxLength: 3000 },
              emoji: { type: 'boolean' },
            },
          },
        },
      },
    },
  },
  /** https://developers.mattermost.com/integrate/webhooks/incoming/#parameters */
  mattermost: {
    type: 'object',
    required: ['text'],
    additionalProperties: false,
    properties: {
      text: { type: 'string', minLength: 1, maxLength: 4000 },
      channel: text,
      username: text,
      icon_url: text,
      icon_emoji: text,
      attachments: { type: 'array' },
      type: text,
      props: { type: 'object' },
      priority: { type: 'object' },
    },
  },
  /**
   * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook, the Adaptive
   * Card by a webhook; https://adaptivecards.io/explorer/RichTextBlock.html
   */
  teams: {
    type: 'object',
    required: ['type', 'attachments'],
    additionalProperties: false,
    properties: {
      type: { const: 'message' },
      attachments: {
        type: 'array',
        minItems: 1,
        maxItems: 1,
        items: {
          type: 'object',
          required: ['contentType', 'content'],
          additionalProperties: false,
          properties: {
            contentType: { const: 'application/vnd.microsoft.card.adaptive' },
            contentUrl: { type: 'null' },
            content: {
              type: 'object',
              required: ['$schema', 'type', 'version', 'body'],
              additionalProperties: false,
              properties: {
                $schema: { const: 'http://adaptivecards.io/schemas/adaptive-card.json' },
                type: { const: 'AdaptiveCard' },
                version: { enum: ['1.2', '1.3', '1.4', '1.5'] },
                fallbackText: text,
                msteams: { type: 'object' },
                body: {
                  type: 'array',
                  minItems: 1,
                  items: {
                    type: 'object',
                    required: ['type', 'inlines'],
                    additionalProperties: false,
                    properties: {
                      type: { const: 'RichTextBlock' },
                      inlines: {
                        type: 'array',
                        items: {
                          type: 'object',
                          required: ['type', 'text'],
                          additionalProperties: false,
                          properties: {
                            type: { const: 'TextRun' },
                            text,
                            weight: { enum: ['default', 'lighter', 'bolder'] },
                            size: { enum: ['default', 'small', 'medium', 'large', 'extraLarge'] },
                            color: {
                              enum: ['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'],
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  /** https://core.telegram.org/bots/api#sendmessage; `parse_mode` is left out on purpose: text is text */
  telegram: {
    type: 'object',
    required: ['chat_id', 'text'],
    additionalProperties: false,
    properties: {
      chat_id: { type: ['integer', 'string'] },
      text: { type: 'string', minLength: 1, maxLength: 4096 },
      disable_notification: { type: 'boolean' },
      link_preview_options: {
        type: 'object',
        additionalProperties: false,
        properties: { is_disabled: { type: 'boolean' } },
      },
    },
  },
  /** https://spec.matrix.org/latest/client-server-api/#mtext and #user-and-room-mentions */
  matrix: {
    type: 'object',
    required: ['msgtype', 'body'],
    additionalProperties: false,
    properties: {
      msgtype: { const: 'm.text' },
      body: { type: 'string', minLength: 1 },
      'm.mentions': { type: 'object', additionalProperties: false },
    },
  },
  /** https://pushover.net/api, "Pushing Messages", "Message Priority" and "Limitations" */
  pushover: {
    type: 'object',
    required: ['token', 'user', 'message'],
    additionalProperties: false,
    properties: {
      token: { type: 'string', pattern: '^[A-Za-z0-9]{30}$' },
      user: { type: 'string', pattern: '^[A-Za-z0-9]{30}$' },
      message: { type: 'string', minLength: 1, maxLength: 1024 },
      title: { type: 'string', maxLength: 250 },
      device: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,25}$' },
      priority: { enum: ['-2', '-1', '0', '1', '2'] },
      retry: { type: 'string', pattern: '^([3-9][0-9]|[1-9][0-9]{2,})$' },
      expire: { type: 'string', pattern: '^([1-9][0-9]{0,3}|10[0-7][0-9]{2}|10800)$' },
    },
    anyOf: [
      { properties: { priority: { enum: ['-2', '-1', '0', '1'] } } },
      { properties: { priority: { const: '2' } }, required: ['retry', 'expire'] },
    ],
  },
  /** https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
  'twilio-sms': {
    type: 'object',
    required: ['To', 'From', 'Body'],
    additionalProperties: false,
    properties: {
      To: { type: 'string', pattern: '^\\+[1-9][0-9]{6,14}$' },
      From: { type: 'string', pattern: '^\\+[1-9][0-9]{6,14}$' },
      Body: { type: 'string', minLength: 1, maxLength: 1600 },
    },
  },
  /** https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource */
  'twilio-voice': {
    type: 'object',
    required: ['To', 'From', 'Twiml'],
    additionalProperties: false,
    properties: {
      To: { type: 'string', pattern: '^\\+[1-9][0-9]{6,14}$' },
      From: { type: 'string', pattern: '^\\+[1-9][0-9]{6,14}$' },
      Twiml: { type: 'string', minLength: 1, maxLength: 4000 },
      Timeout: { type: 'string', pattern: '^[1-9][0-9]{0,2}$' },
    },
  },
  /** Ours, as docs/channels.md describes it, in the form that Standard Webhooks recommends ("Payload structure") */
  webhook: {
    type: 'object',
    required: ['type', 'timestamp', 'data'],
    additionalProperties: false,
    properties: {
      type: { enum: ['watchbill.page', 'watchbill.bundle', 'watchbill.answered', 'watchbill.test'] },
      timestamp: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' },
      data: {
        type: 'object',
        required: ['key', 'title', 'body', 'severity', 'incidents', 'incidentsLeftOut'],
        additionalProperties: false,
        properties: {
          key: { type: 'string', minLength: 1 },
          title: { type: 'string', maxLength: 1000 },
          body: { type: 'string', maxLength: 8000 },
          severity: { enum: ['critical', 'error', 'warning', 'info', 'none'] },
          incidents: {
            type: 'array',
            maxItems: 100,
            items: {
              type: 'object',
              required: ['id', 'number', 'service'],
              additionalProperties: false,
              properties: { id: text, number: { type: 'integer' }, service: text },
            },
          },
          incidentsLeftOut: { type: 'integer', minimum: 0 },
        },
      },
    },
  },
} as const;

const VALIDATORS = new Map(Object.entries(SCHEMAS).map(([name, schema]) => [name, ajv.compile(schema)]));

/** What is wrong with a request's body by the documentation of its service; '' when nothing is. */
export function bodyProblem(service: keyof typeof SCHEMAS, body: unknown): string {
  const validate = VALIDATORS.get(service);
  return validate?.(body) ? '' : ajv.errorsText(validate?.errors);
}
