/** One incident of a scene. Minutes count from the scene's start, or, for what is still open, back from now. */
export type Scene = {
  readonly alert: string;
  readonly from: number;
  readonly to: number | null;
  readonly acknowledged: number;
  /** Null: whoever sits at the desktop. */
  readonly by: string | null;
  readonly note: string;
  /** Snoozed for at least so many hours from the end of the month, to a full hour; left out: acknowledged. */
  readonly snoozedFor?: number;
};

/** The story people remember: the ledger's primary dies after lunch and takes five others with it. */
export const BAD_AFTERNOON: readonly Scene[] = [
  {
    alert: 'PostgresqlDown',
    from: 0,
    to: 31,
    acknowledged: 1,
    by: null,
    note: 'db-1 answers nothing, not even ssh. Fencing it and failing over to db-2.',
  },
  {
    alert: 'HaproxyHighHttp5xxErrorRateBackend',
    from: 1,
    to: 34,
    acknowledged: 2,
    by: 'ines',
    note: 'This is the ledger, and somebody has it. I tell support and set the status page.',
  },
  { alert: 'BlackboxProbeHttpFailure', from: 2, to: 33, acknowledged: 3, by: 'ines', note: '' },
  {
    alert: 'KafkaConsumerGroupLag',
    from: 4,
    to: 58,
    acknowledged: 6,
    by: 'marcus',
    note: 'settlement-writer waits for the ledger. Will catch up by itself, about a minute each minute.',
  },
  {
    alert: 'PostgresqlTooManyConnections',
    from: 27,
    to: 41,
    acknowledged: 28,
    by: null,
    note: 'Everybody reconnects to db-2 at once. Falling.',
  },
  { alert: 'HaproxyRetryHigh', from: 5, to: 36, acknowledged: 9, by: 'ines', note: '' },
];

/** What is unresolved at the end of the month and answered: acknowledged, one of it snoozed. */
export const STILL_OPEN: readonly Scene[] = [
  {
    alert: 'NginxHighHttp5xxErrorRate',
    from: 42,
    to: null,
    acknowledged: 39,
    by: 'ines',
    note: 'Only from edge-lon-1. Taking it out of rotation, then looking at its upstreams.',
  },
  {
    alert: 'KubePersistentVolumeFillingUp',
    from: 131,
    to: null,
    acknowledged: 127,
    by: null,
    note: 'Retention of payments.audit lowered to 24 h, volume grows one size. Should clear within three hours.',
  },
  { alert: 'KubeHpaMaxedOut', from: 26, to: null, acknowledged: 18, by: 'marcus', note: '' },
  {
    alert: 'HostHighCpuLoad',
    from: 203,
    to: null,
    acknowledged: 189,
    by: 'noah',
    note: 'worker-5 runs the load test. It rings again when that should be over.',
    snoozedFor: 3,
  },
  {
    alert: 'PostgresqlUnusedReplicationSlot',
    from: 560,
    to: null,
    acknowledged: 550,
    by: 'priya',
    note: 'Slot of the old reporting replica. Asking the data team before I drop it.',
  },
  {
    alert: 'Cert-managerCertificateExpiringSoon',
    from: 1630,
    to: null,
    acknowledged: 1611,
    by: null,
    note: 'Partner renews on Monday.',
  },
];

/** What is open at the end of the month and suppressed at its source, since so many minutes. */
export const STILL_SUPPRESSED = [
  {
    alert: 'PostgresqlBloatTableHigh(>80%)',
    from: 318,
    how: 'silenced',
    by: 'maintenance: vacuum of settlement_entries',
  },
  { alert: 'CPUThrottlingHigh', from: 74, how: 'inhibited', by: 'KubeHpaMaxedOut' },
] as const;

/** Alerts that the sender leaves alone: they are open when the demo begins. */
export const OPEN_FROM_THE_START: ReadonlySet<string> = new Set([
  ...STILL_OPEN.map(({ alert }) => alert),
  ...STILL_SUPPRESSED.map(({ alert }) => alert),
]);
