/** What a key can ask for. */
export type Command =
  | 'down'
  | 'up'
  | 'pageDown'
  | 'pageUp'
  | 'first'
  | 'last'
  | 'open'
  | 'back'
  | 'acknowledge'
  | 'unacknowledge'
  | 'snooze'
  | 'resolve'
  | 'note'
  | 'pageOthers'
  | 'mark'
  | 'markDown'
  | 'markUp'
  | 'markAll'
  | 'search'
  | 'goQueue'
  | 'goCalendar'
  | 'goSchedules'
  | 'goFairness'
  | 'goPlan'
  | 'goSources'
  | 'goTeam'
  | 'goSettings'
  | 'goPractice'
  | 'goReadiness'
  | 'goReach'
  | 'goSilences'
  | 'goPolicies'
  | 'goExplain'
  | 'goNoise'
  | 'left'
  | 'right'
  | 'nextShift'
  | 'previousShift'
  | 'pickHours'
  | 'why'
  | 'offer'
  | 'cover'
  | 'take'
  | 'override'
  | 'trades'
  | 'away'
  | 'today'
  | 'asMonth'
  | 'asWeek'
  | 'asAgenda'
  | 'palette'
  | 'keys';

export type Binding = {
  readonly command: Command;
  /** Ways to press it. `mod` is Ctrl, on a Mac also Cmd; `g q` is g, then q. Names are KeyboardEvent.key, lower case. */
  readonly keys: readonly string[];
  /** As shown on caps and in the list of keys. */
  readonly shown: string;
  readonly words: string;
  readonly group: 'Move' | 'Act' | 'Pick' | 'Calendar' | 'Go to' | 'Find';
  /** Works while typing, too. */
  readonly whileTyping?: boolean;
};

/** Every key of the window. Buttons, menus and the list of keys show what stands here. */
export const KEYS: readonly Binding[] = [
  { command: 'down', keys: ['j', 'arrowdown'], shown: 'j ↓', words: 'Next incident', group: 'Move' },
  { command: 'up', keys: ['k', 'arrowup'], shown: 'k ↑', words: 'Previous incident', group: 'Move' },
  { command: 'pageDown', keys: ['pagedown'], shown: 'PgDn', words: 'One screen down', group: 'Move' },
  { command: 'pageUp', keys: ['pageup'], shown: 'PgUp', words: 'One screen up', group: 'Move' },
  { command: 'first', keys: ['home'], shown: 'Home', words: 'First incident', group: 'Move' },
  { command: 'last', keys: ['end'], shown: 'End', words: 'Last incident', group: 'Move' },
  { command: 'open', keys: ['enter'], shown: 'Enter', words: 'Open in the whole window', group: 'Move' },
  {
    command: 'back',
    keys: ['escape'],
    shown: 'Esc',
    words: 'Back; let go of what is picked',
    group: 'Move',
    whileTyping: true,
  },
  { command: 'acknowledge', keys: ['a'], shown: 'a', words: 'Acknowledge: silent everywhere', group: 'Act' },
  { command: 'unacknowledge', keys: ['u'], shown: 'u', words: 'Un-acknowledge: rings again', group: 'Act' },
  { command: 'snooze', keys: ['s'], shown: 's', words: 'Snooze', group: 'Act' },
  { command: 'resolve', keys: ['r'], shown: 'r', words: 'Resolve', group: 'Act' },
  { command: 'note', keys: ['n'], shown: 'n', words: 'Write a note', group: 'Act' },
  {
    command: 'pageOthers',
    keys: ['e'],
    shown: 'e',
    words: 'Page others: escalate, hand over, ask for help',
    group: 'Act',
  },
  { command: 'mark', keys: ['x', 'space'], shown: 'x', words: 'Pick or let go', group: 'Pick' },
  {
    command: 'markDown',
    keys: ['shift+j', 'shift+arrowdown'],
    shown: 'Shift+↓',
    words: 'Pick downwards',
    group: 'Pick',
  },
  {
    command: 'markUp',
    keys: ['shift+k', 'shift+arrowup'],
    shown: 'Shift+↑',
    words: 'Pick upwards',
    group: 'Pick',
  },
  { command: 'markAll', keys: ['mod+a'], shown: 'Ctrl+A', words: 'Pick all', group: 'Pick' },
  {
    command: 'left',
    keys: ['arrowleft'],
    shown: '← ↑ ↓ →',
    words: 'By days, hours and schedules',
    group: 'Calendar',
  },
  {
    command: 'right',
    keys: ['arrowright'],
    shown: 'PgUp PgDn',
    words: 'Another month or week',
    group: 'Calendar',
  },
  // Where the queue has the same keys for its rows, the calendar hears them itself.
  { command: 'nextShift', keys: [], shown: 'j', words: 'Next shift of the schedule', group: 'Calendar' },
  { command: 'previousShift', keys: [], shown: 'k', words: 'Previous shift', group: 'Calendar' },
  { command: 'pickHours', keys: [], shown: 'Shift+arrows', words: 'Pick hours or days', group: 'Calendar' },
  { command: 'why', keys: ['y'], shown: 'y', words: 'Why they are on call', group: 'Calendar' },
  { command: 'offer', keys: ['o'], shown: 'o', words: 'Offer these hours', group: 'Calendar' },
  { command: 'cover', keys: ['c'], shown: 'c', words: 'Cover me: offer them to anyone', group: 'Calendar' },
  { command: 'take', keys: ['p'], shown: 'p', words: 'Take these hours', group: 'Calendar' },
  { command: 'override', keys: ['v'], shown: 'v', words: 'Put somebody else in', group: 'Calendar' },
  { command: 'trades', keys: ['d'], shown: 'd', words: 'Trades', group: 'Calendar' },
  { command: 'away', keys: ['w'], shown: 'w', words: 'Who is away', group: 'Calendar' },
  { command: 'today', keys: ['t'], shown: 't', words: 'Today', group: 'Calendar' },
  { command: 'asMonth', keys: ['1'], shown: '1', words: 'As a month', group: 'Calendar' },
  { command: 'asWeek', keys: ['2'], shown: '2', words: 'As a week', group: 'Calendar' },
  { command: 'asAgenda', keys: ['3'], shown: '3', words: 'As a list', group: 'Calendar' },
  { command: 'goQueue', keys: ['g q'], shown: 'g q', words: 'Queue', group: 'Go to' },
  { command: 'goCalendar', keys: ['g c'], shown: 'g c', words: 'Calendar', group: 'Go to' },
  { command: 'goSchedules', keys: ['g d'], shown: 'g d', words: 'Schedules', group: 'Go to' },
  { command: 'goFairness', keys: ['g f'], shown: 'g f', words: 'Fairness', group: 'Go to' },
  { command: 'goPlan', keys: ['g l'], shown: 'g l', words: 'Plan a rota', group: 'Go to' },
  { command: 'goSources', keys: ['g s'], shown: 'g s', words: 'Sources', group: 'Go to' },
  { command: 'goTeam', keys: ['g t'], shown: 'g t', words: 'Team', group: 'Go to' },
  { command: 'goSettings', keys: ['g e', 'mod+,'], shown: 'g e', words: 'Settings', group: 'Go to' },
  { command: 'goPractice', keys: ['g p'], shown: 'g p', words: 'Practice page', group: 'Go to' },
  { command: 'goReadiness', keys: ['g r'], shown: 'g r', words: 'Am I pageable?', group: 'Go to' },
  { command: 'goReach', keys: ['g h'], shown: 'g h', words: 'How you are reached', group: 'Go to' },
  { command: 'goSilences', keys: ['g i'], shown: 'g i', words: 'Silences and maintenance', group: 'Go to' },
  { command: 'goPolicies', keys: ['g o'], shown: 'g o', words: 'Services and escalations', group: 'Go to' },
  { command: 'goExplain', keys: ['g x'], shown: 'g x', words: 'Explain an alert', group: 'Go to' },
  { command: 'goNoise', keys: ['g n'], shown: 'g n', words: 'Noise report', group: 'Go to' },
  { command: 'search', keys: ['/', 'mod+f'], shown: '/', words: 'Search the queue', group: 'Find' },
  {
    command: 'palette',
    keys: ['mod+k'],
    shown: 'Ctrl+K',
    words: 'Find anything',
    group: 'Find',
    whileTyping: true,
  },
  { command: 'keys', keys: ['?', 'f1'], shown: '?', words: 'All keys', group: 'Find' },
];

/** The cap of a command, e.g. `a`; the first way to press it. */
export function keyOf(command: Command): string {
  return KEYS.find((binding) => binding.command === command)?.shown.split(' ')[0] ?? '';
}

/** How long after `g` its second key is waited for. */
export const PREFIX_WAIT = 1200;

export type Pressed = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

/** One key press as it is written in KEYS: `j`, `shift+arrowdown`, `mod+k`. Shift is not named where it makes the sign, as in `?`. */
export function chord({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const name = key === ' ' ? 'space' : key.toLowerCase();
  const named = name.length > 1 || /[a-z]/.test(name);
  return `${ctrlKey || metaKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${shiftKey && named ? 'shift+' : ''}${name}`;
}

/** What a press means after `prefix` ('' or `g`): a binding, the start of one, or nothing. */
export function read(prefix: string, pressed: Pressed): { binding: Binding } | { prefix: string } | null {
  const now = chord(pressed);
  const whole = prefix ? `${prefix} ${now}` : now;
  const binding = KEYS.find(({ keys }) => keys.includes(whole));
  if (binding) return { binding };
  return KEYS.some(({ keys }) => keys.some((key) => key.startsWith(`${whole} `))) ? { prefix: whole } : null;
}
