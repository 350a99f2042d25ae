/**
 * What to write into other programs so that they send to us. Shown on request only: it holds the token.
 * @param url base address of the listener
 */
export function howToSend(url: string, token: string): Array<{ title: string; text: string }> {
  const { hostname, port } = new URL(url);
  return [
    {
      title: 'Prometheus, as one of its Alertmanagers (prometheus.yml)',
      text: `alerting:
  alertmanagers:
    - scheme: http
      authorization: { credentials: ${token} }
      static_configs:
        - targets: ["${hostname}:${port}"]
`,
    },
    {
      title: 'Alertmanager, as a webhook receiver (alertmanager.yml)',
      text: `receivers:
  - name: watchbill
    webhook_configs:
      - url: ${url}/api/v1/ingest/alertmanager
        send_resolved: true
        http_config:
          authorization: { credentials: ${token} }
`,
    },
    {
      title: 'Anything that can page PagerDuty (Events API v2): change the address',
      text: `address      ${url}/v2/enqueue
routing key  ${token}

curl -s ${url}/v2/enqueue -H 'Content-Type: application/json' -d '{
  "routing_key": "${token}", "event_action": "trigger", "dedup_key": "checkout-down",
  "payload": { "summary": "Checkout is down", "source": "web-01", "severity": "critical" } }'
`,
    },
    {
      title: 'Your own script (plain JSON)',
      text: `curl -s ${url}/api/v1/alerts -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '{
  "title": "Nightly backup failed", "severity": "error", "dedupKey": "backup", "labels": { "host": "db-01" } }'
`,
    },
  ];
}
