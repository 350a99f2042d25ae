import type { RingingView } from '../../contract/views/ringing';
import type { StatusView } from '../../contract/views/status';
import { menuText } from './plain-line';

/** What choosing an entry of the tray's menu does. */
export type TrayAct =
  | { readonly kind: 'acknowledge'; readonly incidents: readonly string[] }
  | { readonly kind: 'snooze'; readonly incidents: readonly string[] }
  | { readonly kind: 'open'; readonly incident: string | null }
  | {
      readonly kind: 'screen';
      readonly screen: 'sources' | 'calendar' | 'settings' | 'team' | 'queue' | 'practice' | 'readiness';
    }
  | { readonly kind: 'practice' }
  | { readonly kind: 'startAtLogin'; readonly on: boolean }
  | { readonly kind: 'quit' };

export type TrayEntry =
  | { readonly kind: 'separator' }
  /** Says something and cannot be chosen. */
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'item'; readonly text: string; readonly act: TrayAct; readonly checked?: boolean }
  | { readonly kind: 'menu'; readonly text: string; readonly entries: readonly TrayEntry[] };

export type TrayView = {
  readonly status: StatusView;
  /** null while nothing was heard from the engine yet. */
  readonly ringing: RingingView | null;
  readonly startAtLogin: boolean;
  /** Prints an instant for a person, e.g. "Mon 09:00". */
  readonly printTime: (at: number) => string;
};

const AT_MOST = 5;
const WIDTH = 60;
const SEPARATOR: TrayEntry = { kind: 'separator' };

/** The tray's menu: what rings and can be answered first, then how things stand, then the app. */
export function trayMenu(view: TrayView): readonly TrayEntry[] {
  return [...ringingEntries(view.ringing), ...standing(view), SEPARATOR, ...appEntries(view)];
}

function ringingEntries(ringing: RingingView | null): TrayEntry[] {
  if (!ringing || ringing.total === 0) return [];
  const shown = ringing.pages.slice(0, AT_MOST);
  const all = ringing.pages.map((page) => page.incident);
  const entries: TrayEntry[] = [];
  for (const page of shown) {
    const incidents = [page.incident];
    entries.push(
      { kind: 'line', text: menuText(`${capital(page.severity)}: ${page.title} (#${page.number})`, WIDTH) },
      { kind: 'item', text: 'Acknowledge', act: { kind: 'acknowledge', incidents } },
      { kind: 'item', text: 'Snooze 15 min', act: { kind: 'snooze', incidents } },
      { kind: 'item', text: 'Open', act: { kind: 'open', incident: page.incident } },
      SEPARATOR,
    );
  }
  const more = ringing.total - shown.length;
  if (more > 0) {
    entries.push({ kind: 'item', text: `${more} more waiting`, act: { kind: 'screen', screen: 'queue' } });
  }
  if (all.length > 1) {
    entries.push({
      kind: 'item',
      text: `Acknowledge all ${all.length}`,
      act: { kind: 'acknowledge', incidents: all },
    });
  }
  if (entries.at(-1) !== SEPARATOR) entries.push(SEPARATOR);
  return entries;
}

function standing(view: TrayView): TrayEntry[] {
  const { status, printTime } = view;
  // Before the engine spoke nobody knows who is on call.
  const first = status.me.id === '' ? status.sentence : onCall(status, printTime);
  const entries: TrayEntry[] = [{ kind: 'line', text: menuText(first, WIDTH) }, ...others(view)];
  if (status.pageable) {
    entries.push({
      kind: 'item',
      text: menuText(status.pageable.text, WIDTH),
      act: { kind: 'screen', screen: 'readiness' },
    });
  }
  if (!status.storing.ok) {
    entries.push({ kind: 'line', text: menuText(`Not storing: ${status.storing.text}`, WIDTH) });
  }
  for (const banner of status.banners.filter((each) => each.tone === 'bad').slice(0, AT_MOST)) {
    entries.push({ kind: 'line', text: menuText(banner.text, WIDTH) });
  }
  for (const source of status.blind.slice(0, AT_MOST)) {
    entries.push({
      kind: 'item',
      text: menuText(source.text || `Blind: ${source.id}`, WIDTH),
      act: { kind: 'screen', screen: 'sources' },
    });
  }
  return entries;
}

/** Who else is on call, a line a schedule: what a gap is must be seen from the tray, too. */
function others({ status, printTime }: TrayView): TrayEntry[] {
  return status.duties
    .filter(({ person }) => person?.id !== status.me.id)
    .slice(0, AT_MOST)
    .map(({ name, person, until, closed }) => ({
      kind: 'item',
      text: menuText(
        `${name}: ${person?.name ?? (closed ? 'closed' : 'nobody is on call')}${until === null ? '' : ` until ${printTime(until)}`}`,
        WIDTH,
      ),
      act: { kind: 'screen', screen: 'calendar' },
    }));
}

function onCall(status: StatusView, printTime: (at: number) => string): string {
  if (!status.onCall.yes) return 'You are not on call';
  return status.onCall.until === null
    ? 'You are on call'
    : `You are on call until ${printTime(status.onCall.until)}`;
}

function appEntries({ startAtLogin }: TrayView): TrayEntry[] {
  return [
    { kind: 'item', text: 'Open Watchbill', act: { kind: 'open', incident: null } },
    { kind: 'item', text: 'Practice page', act: { kind: 'practice' } },
    {
      kind: 'item',
      text: 'Start at login',
      act: { kind: 'startAtLogin', on: !startAtLogin },
      checked: startAtLogin,
    },
    SEPARATOR,
    { kind: 'item', text: 'Quit Watchbill', act: { kind: 'quit' } },
  ];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
