/** What people write while they work on an incident, by the runbook it points to. */
export const NOTES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'postgres-connections': [
    'Two versions of checkout-api hold pools at once. Falling since the old pods went.',
    'reporting-ui had 41 connections idle in transaction. Restarted it, opened a ticket for a timeout.',
  ],
  'postgres-replication-lag': [
    'Month-end report ran on db-2 for 50 min. Cancelled it, lag falls.',
    'Settlement run, expected. Back under a second at the end of it.',
  ],
  'postgres-locks': [
    'settlement-writer against refunds again, both retried. Nothing lost.',
    'Index build by the migration. Asked the author, letting it finish: 6 min left.',
  ],
  'postgres-down': ['db-1 answers nothing, not even ssh. Fencing it and failing over.'],
  'disk-full': [
    'Old images. Pruned, 22 GB free.',
    'Debug logging was still on from Tuesday. Off, rotated, 61% now.',
  ],
  redis: [
    'Flag snapshot had grown to 140 MB. Trimmed it.',
    'Client without a pool in the new worker. Rolled back.',
  ],
  'queue-lag': [
    'Scaled consumers by two, draining at 900 a minute.',
    'One bad message at the head, parked it. Id is in the ticket.',
    'Finance had paused refunds for the audit. Told them, resumes at noon.',
  ],
  'error-rate': [
    'Rolled back checkout-api, errors gone within a minute.',
    'One partner sends an old token on every call. Wrote to them.',
    'Only from the London probe. Provider has a routing problem, watching.',
  ],
  latency: [
    'fraud-scoring at its CPU limit. Added a replica.',
    'Garbage collection. Heap one size up with the next deploy.',
    'Black Friday rehearsal, expected. Autoscaler raised by a third.',
  ],
  'crash-loop': [
    'Secret for the new card network was missing in this namespace. Added.',
    'OOMKilled after the deploy. Rolled back.',
    'The tag was still building. Came up by itself.',
  ],
  'batch-jobs': [
    'Ran it again, 14 min, file is at the bank.',
    'Waiting on db-2, which is behind. Started once lag was gone.',
  ],
  certificates: [
    'Renewal was stuck on a DNS challenge. Solved by hand, valid for 90 days.',
    'Partner renews on Monday, snoozed in their ticket.',
  ],
  nodes: [
    'Drained it, replacement ordered.',
    'A pod without a memory limit. It has one now.',
    'chrony had lost its sources. Restarted.',
  ],
  monitoring: ['Exporter only, the machine is fine.', 'Label renamed in the last release. Rule fixed.'],
};
