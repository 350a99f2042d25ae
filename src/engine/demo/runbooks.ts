/** What to do when …: the demo team's runbooks, by file name without `.md`. Plain Markdown. */
export const RUNBOOKS: ReadonlyArray<readonly [name: string, text: string]> = [
  [
    'postgres-down',
    `# The ledger database is down

**What it means.** Nothing can be authorised or settled. Checkout answers 503 and clients retry: expect error-rate and queue alerts within two minutes.

## First five minutes
1. Say "ledger is down, I have it" in #harbour-incidents and set the status page to *payments degraded*.
2. Is the process there? \`ssh db-1.ledger systemctl status postgresql\`
3. Disk full? \`df -h /var/lib/postgresql\`. If yes, go to [disk-full](disk-full.md) first.
4. Out of memory? \`journalctl -k --since -15m | grep -i oom\`

## Fail over
Fail over when the primary is not back within **5 minutes** of the page:

\`\`\`
ledgerctl replication status        # lag of db-2 must be under 10 s
ledgerctl failover --to db-2
\`\`\`

Writes resume about 40 s later. Never start db-1 again before it is fenced: \`ledgerctl fence db-1\`.

## Afterwards
- Watch *settlement-writer* catch up; it takes about a minute for each minute of outage.
- Compare \`ledgerctl audit --since\` with the card network's file before calling it over.
- Ask Priya or Ada for a postmortem slot the same day.
`,
  ],
  [
    'postgres-connections',
    `# Too many connections on the ledger

**What it means.** More than 80% of \`max_connections\` are taken. At 100% checkout fails for everyone.

1. Who holds them?
   \`select application_name, state, count(*) from pg_stat_activity group by 1, 2 order by 3 desc;\`
2. Many *idle in transaction* from one service: restart that service, one pod at a time.
3. Many *active* with the same query: see [postgres-locks](postgres-locks.md).
4. After a deploy: two versions hold pools at once. It falls by itself within 10 minutes; if not, roll back.

Do **not** raise \`max_connections\` in an incident: each one costs memory the cache needs.
`,
  ],
  [
    'postgres-replication-lag',
    `# Replication lag

**What it means.** A replica is more than 5 s behind. Reports are stale; failing over now would lose payments.

1. \`ledgerctl replication status\` on db-1: is it one replica or all?
2. One: is it busy with a long report? \`select pid, now() - query_start, left(query, 80) from pg_stat_activity order by 2 desc;\` Cancel reports older than 30 minutes with \`pg_cancel_backend(pid)\`.
3. All: a bulk write on the primary. Look for a migration or the nightly settlement and wait for it.
4. An unused replication slot keeps WAL for ever and fills the disk: drop it once you know whose it was.

Quiet it when lag falls for 10 minutes in a row.
`,
  ],
  [
    'postgres-locks',
    `# Locks, dead locks and rollbacks

1. Who blocks whom: \`select pid, pg_blocking_pids(pid), wait_event, left(query, 60) from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0;\`
2. A migration at the root of the tree: ask its author first, then cancel it. Migrations are safe to run again.
3. Dead locks of *settlement-writer* and *refunds* on \`settlement_entries\` are known (both retry). More than 20 a minute is new: page the ledger owners.
4. A bloated table or one without autovacuum is work for daytime: open a ticket, acknowledge, move on.
`,
  ],
  [
    'disk-full',
    `# A disk fills up

1. What grew? \`du -xh --max-depth=2 / | sort -h | tail -20\`
2. Workers: old images. \`crictl rmi --prune\` frees 10 to 30 GB and is safe at any time.
3. Databases: never delete under \`pg_wal\`. Look for an unused replication slot ([replication lag](postgres-replication-lag.md)).
4. Kafka: lower \`retention.ms\` of the largest topic to 24 h, wait 5 minutes, set it back.
5. Volumes of the cluster can grow while in use: \`kubectl edit pvc\`, one size up, note it in the ticket.

At 1% left: move the load away first, clean later.
`,
  ],
  [
    'redis',
    `# Redis

Redis holds rate limits, sessions and the idempotency cache. **Losing it loses no money**: the ledger has the last word.

- *Down*: the replica takes over within 15 s. If not: \`redisctl promote redis-2\`.
- *Out of memory*: \`redis-cli --bigkeys\`; a feature flag snapshot over 100 MB is the usual one.
- *Rejected connections*: a client without a pool. \`redis-cli client list | cut -d' ' -f2 | sort | uniq -c | sort -n\`
- *Missing backup*: run \`backupctl run redis-2\` by hand, then read why the timer did not.
`,
  ],
  [
    'queue-lag',
    `# Messages wait

**What it means.** Somebody does not get receipts, refunds or settlements in time. 15 minutes are fine, an hour is a breach with two partners.

1. Are the consumers there? \`kubectl -n payments get pods -l role=consumer\`
2. No consumer on *refunds*: it is paused by \`flag:refunds-pause\`. Ask finance before you lift it.
3. Consumers busy but slow: scale once, by two. More only moves the wait to the database.
4. One bad message again and again: \`queuectl park <queue> --head\` puts it aside and tells you its id.
5. Fewer than three in-sync replicas, or a broker down: do not restart a second broker. Ever.
`,
  ],
  [
    'error-rate',
    `# Errors at the edge

1. Which answer, from where? Dashboard *Edge / by upstream*. One upstream: it is theirs. All: it is ours.
2. Was there a deploy in the last 30 minutes? Roll back first, look later: \`deployctl rollback checkout-api\`
3. 4xx only: a partner sends rubbish or a token ran out. \`edgectl top --status 4xx --by client\`
4. A probe fails but customers do not complain: check from a second place (\`edgectl probe --from nyc\`).
5. Tell support what you know every 15 minutes, also when it is "nothing new".
`,
  ],
  [
    'latency',
    `# Slow

Half of all "slow" is one slow neighbour. Find it before you scale anything.

1. Dashboard *Checkout / spans*: the widest bar is it. Usually fraud-scoring or the ledger.
2. fraud-scoring: throttled or collecting garbage? Add a replica; over 1.5 s checkout may go without it (\`flag:fraud-async\`).
3. Autoscaler at its maximum: raise it by a third and write down why.
4. Ledger: see [connections](postgres-connections.md) and [locks](postgres-locks.md).
`,
  ],
  [
    'crash-loop',
    `# Pods that do not come up

1. \`kubectl -n payments describe pod <pod>\`: the last state says why.
2. *OOMKilled* after a deploy: roll back. Not after a deploy: one size up, ticket.
3. *ImagePullBackOff*: the registry or a tag that does not exist. Has the build finished?
4. *CrashLoopBackOff*: \`kubectl logs --previous\`. A missing secret shows in the first ten lines.
5. Rollout stuck: old pods still serve. You have time; do not delete them.
`,
  ],
  [
    'batch-jobs',
    `# Settlement and reconciliation jobs

The bank's file must be there by **06:00 London**. Before 04:00 a failed job can simply run again; after that call the bank's desk (number in the safe).

1. \`kubectl -n payments logs job/<name> --tail 50\`
2. Run it again: \`jobctl rerun <name>\`. Every job is safe to run twice.
3. Too slow: is db-2 behind ([replication lag](postgres-replication-lag.md))? Jobs read from there.
`,
  ],
  [
    'certificates',
    `# Certificates

1. Whose? \`openssl s_client -connect HOST:443 -servername HOST </dev/null | openssl x509 -noout -dates -issuer\`
2. Ours renew by themselves 30 days before the end. Under 20 days something is stuck: \`kubectl describe certificate -A | grep -A3 False\`
3. Partners' certificates: write to the contact in \`partners.csv\`; renewals take them 5 working days.
4. Under 3 days: issue by hand (\`certctl issue --dns\`) and sort out the cause tomorrow.
`,
  ],
  [
    'nodes',
    `# Machines

1. One machine: \`kubectl drain <node> --ignore-daemonsets\` and let the cluster heal. Replace it in daytime.
2. Several at once in one zone: the zone. Provider's status page, then [error rate](error-rate.md).
3. Out of memory: \`kubectl top pods -A --sort-by=memory | head\`. A pod without a limit gets one today.
4. Clock skew above a second breaks card signatures: restart chrony, check its sources.
`,
  ],
  [
    'monitoring',
    `# Who watches the watchers

An alert from here means that other alerts may be missing. Treat it as seriously as the thing it watches.

1. Target missing: is the machine gone or only its exporter? \`curl HOST:9100/metrics | head\`
2. Rules fail: a label changed. \`promtool check rules\`, roll back the last change of harbour/monitoring.
3. Remote write behind: history is late, paging is not. Acknowledge and look at the receiver.
4. Notifications fail: page by hand whoever is on call next, then repair.
`,
  ],
];
