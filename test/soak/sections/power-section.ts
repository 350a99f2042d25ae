import { type Section, table } from '../../../bench/report/report';
import { CUTS } from '../power/after-the-cut';
import { cannotRecord, record } from '../power/record';
import { replay } from '../power/replay';
import type { Soak } from '../soak-part';

/** Reliability row A7. @throws when anything that was promised did not hold, or where calls cannot be recorded */
export async function soakPower({ quick, machine, say }: Soak): Promise<Section> {
  const why = cannotRecord();
  if (why !== '') throw new Error(`the power cannot be cut here: ${why}`);
  const from = Date.now();
  const recording = await record(quick ? 15 : 30);
  try {
    say(`${recording.calls.length} calls were recorded`);
    const report = await replay(recording, {
      most: quick ? 600 : Number.POSITIVE_INFINITY,
      seed: Date.now() % 1_000_000,
      opened: (count, of) => {
        if (count % 500 === 0) say(`${count} of ${of} cuts`);
      },
    });
    const minutes = ((Date.now() - from) / 60_000).toFixed(1);
    const number = (of: number) => of.toLocaleString('en-GB');
    return {
      id: 'soak-power',
      title: 'The power is cut at every moment',
      body: `${machine}

Row A7 of [reliability](reliability.md). \`watchbill engine\` under strace: each write, truncation, rename, removal and sync of its data folder, each reply. It is started, sent alerts by four senders at a time, stopped, started and sent more, killed. Then the power is cut after each of those calls, in up to three of these ways: ${Object.values(CUTS).join('; ')}. Only what was synced counts as kept, new names only where their folder was. On what is left a whole engine is started: nothing may be put aside as damaged, every event answered by then must count, what is open must ring, tokens must be what they were. ${minutes} minutes.

${table(
  ['', ''],
  [
    ['events answered', number(report.answered)],
    ['syncs, synced writes among them', number(report.syncs)],
    ['cuts', number(report.cuts)],
    ['folders opened after a cut', number(report.opened)],
    ['of them without something that was answered, or damaged', '0'],
  ],
)}`,
    };
  } finally {
    recording.team.remove();
  }
}
