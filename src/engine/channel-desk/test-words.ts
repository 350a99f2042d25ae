import type { Instant } from '../../core/time/instant';
import type { ChannelMessage, ChannelReport, ChannelType } from '../channels/channel-type';
import type { StoredTest } from './own-channel';

const LONGEST_DETAIL = 500;

/** The message of a test: as loud as a critical page, for that is what is to be proven. */
export function testMessage(
  channel: { readonly id: string; readonly title: string },
  at: Instant,
): ChannelMessage {
  return {
    key: `test-${channel.id}-${at}`,
    title: 'Watchbill test: pages reach you here',
    body: `This is how a critical page comes by “${channel.title}”. Nothing is wrong, and there is nothing to answer.`,
    severity: 'critical',
    incidents: [],
    kind: 'test',
  };
}

/** @param took milliseconds from the button to the report */
export function testOf(report: ChannelReport, at: Instant, took: number): StoredTest {
  return { at, took, state: report.state, detail: report.detail.slice(0, LONGEST_DETAIL), outdated: false };
}

/** What really happened, in one or two sentences. */
export function testWords(
  test: StoredTest,
  confirms: ChannelType['can']['confirms'],
  again: boolean,
): string {
  const said = `${(test.took / 1000).toFixed(1)} s${test.detail.trim() === '' ? '' : `: ${test.detail.trim()}`}`;
  switch (test.state) {
    case 'delivered':
      return `Delivered in ${stop(said)} ${PROVES[confirms]}`;
    case 'refused':
      return `Refused after ${stop(said)}`;
    case 'failed':
      return `Not delivered after ${stop(said)}${again ? ' A page would be tried again.' : ''}`;
  }
}

const PROVES: Readonly<Record<ChannelType['can']['confirms'], string>> = {
  accepted: 'The service took it; whether it reached you, only you can see.',
  delivered: 'The service says that it arrived; whether you noticed, only you can tell.',
  seen: 'Somebody saw it.',
};

function stop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
