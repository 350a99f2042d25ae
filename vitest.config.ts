import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const seconds = (n: number) => n * 1000;

/** The rules of on-call must not care where the machine stands: zones that disagree with UTC in every way. */
const elsewhere = ['America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'].map((zone) => ({
  test: {
    name: `unit in ${zone}`,
    environment: 'node' as const,
    include: ['src/core/**/*.test.ts'],
    pool: 'forks' as const, // only a process can change its zone
    isolate: false, // the rules keep no state: half the time went into loading them anew for every file
    env: { TZ: zone },
  },
}));

/** Faults whose tests mostly wait, for servers that hang and engines that start: two files at a time. */
const PAIRED = [
  'a-acknowledge',
  'a-backup',
  'a-damaged',
  'a-second',
  'b-times',
  'b-zones',
  'c-*',
  'd-senders',
  'f-answers',
  'f-ics-*',
  'f-log',
].map((name) => `test/faults/${name}.test.ts`);

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        // Rules and engine parts, beside the code.
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts'],
          isolate: false, // whatever a test changes in its process it puts back
        },
      },
      ...elsewhere,
      {
        // Screens in a pretend browser.
        plugins: [react()],
        test: {
          name: 'ui',
          environment: 'happy-dom',
          include: ['src/renderer/**/*.test.tsx'],
          testTimeout: seconds(15),
        },
      },
      {
        // One suite every source must pass, one every channel; and the shapes we publish.
        test: {
          name: 'contract',
          environment: 'node',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: seconds(20),
        },
      },
      {
        // Every parser that reads the outside, with inputs nobody would write: test/fuzz/runs.ts says how many.
        test: {
          name: 'fuzz',
          environment: 'node',
          pool: 'forks', // only a process can stand in another folder
          include: ['test/fuzz/**/*.test.ts'],
          testTimeout: seconds(120 * Math.max(1, Number(process.env.WATCHBILL_FUZZ_RUNS ?? 1) || 1)),
        },
      },
      {
        // Stories on a time line, real parts.
        test: {
          name: 'story',
          environment: 'node',
          include: ['test/acceptance/**/*.test.ts'],
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: seconds(120),
          hookTimeout: seconds(120),
        },
      },
      {
        test: {
          name: 'faults in pairs',
          environment: 'node',
          include: PAIRED,
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          testTimeout: seconds(180),
          hookTimeout: seconds(120),
        },
      },
      {
        // kill -9, full disks, hanging daemons, floods: what measures, or takes all that the machine has, runs alone.
        test: {
          name: 'faults',
          environment: 'node',
          include: ['test/faults/**/*.test.ts'],
          exclude: PAIRED,
          pool: 'forks',
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          testTimeout: seconds(180),
          hookTimeout: seconds(120),
        },
      },
      {
        // The real app in a real Electron, one file at a time.
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          sequence: { groupOrder: 4 },
          testTimeout: seconds(120),
          hookTimeout: seconds(120),
        },
      },
    ],
  },
});
