import { type TestDesktop, until } from './desktop';

/** A tray icon as the panel knows it (StatusNotifierItem over the session bus). */
export type TrayItem = {
  tooltip(): string;
  /** Labels of its menu, as dbusmenu lists them. */
  menu(): string;
  /** The labels of its menu, from above. */
  labels(): string[];
  /** Whether an entry of its menu is ticked. */
  isTicked(label: string): boolean;
  /** A property of it, as busctl prints it, such as `IconPixmap`. */
  property(name: string): string;
  click(label: string): void;
};

/** The tray icon of the app; it must be the only one. @throws when there is none */
export function trayItem(desktop: TestDesktop): TrayItem {
  const listed = busctl(
    desktop,
    'get-property',
    'org.kde.StatusNotifierWatcher',
    '/StatusNotifierWatcher',
    'org.kde.StatusNotifierWatcher',
    'RegisteredStatusNotifierItems',
  );
  const name = /"([^"/]+)\/StatusNotifierItem/.exec(listed)?.[1];
  if (!name) throw new Error(`no tray icon: ${listed}`);
  const layout = () =>
    busctl(
      desktop,
      'call',
      '--',
      name,
      '/com/canonical/dbusmenu',
      'com.canonical.dbusmenu',
      'GetLayout',
      'iias',
      '0',
      '-1',
      '0',
    );
  const clickOnce = (label: string): void => {
    // GetLayout prints nested (ia{sv}av): each item's id stands before its properties, the label among them.
    const text = layout();
    const at = text.indexOf(`"label" s "${label}`);
    const id = at < 0 ? undefined : [...text.slice(0, at).matchAll(/\(ia\{sv\}av\) (\d+) /g)].at(-1)?.[1];
    if (id === undefined) throw new Error(`no "${label}" in the tray's menu: ${text}`);
    busctl(
      desktop,
      'call',
      '--',
      name,
      '/com/canonical/dbusmenu',
      'com.canonical.dbusmenu',
      'Event',
      'isvu',
      id,
      'clicked',
      's',
      '',
      '0',
    );
  };
  const property = (which: string) =>
    busctl(desktop, 'get-property', name, '/StatusNotifierItem', 'org.kde.StatusNotifierItem', which);
  return {
    tooltip: () => property('ToolTip'),
    menu: layout,
    labels: () =>
      [...layout().matchAll(/"label" s "((?:[^"\\]|\\.)*)"/g)].map(([, label]) => label as string),
    isTicked: (label) =>
      layout()
        .split('(ia{sv}av) ')
        .some((item) => item.includes(`"label" s "${label}"`) && item.includes('"toggle-state" i 1')),
    property,
    click(label) {
      // Every new menu has new ids: one that came between looking and clicking is looked at again.
      for (let attempt = 1; ; attempt++) {
        try {
          clickOnce(label);
          return;
        } catch (error) {
          if (attempt === 5) throw error;
        }
      }
    },
  };
}

/** The tray icon of the app, as soon as it is there. */
export async function trayShown(desktop: TestDesktop): Promise<TrayItem> {
  const found: TrayItem[] = [];
  await until('a tray icon', () => {
    try {
      found.push(trayItem(desktop));
    } catch {
      // Not there yet.
    }
    return found.length > 0;
  });
  return found[0] as TrayItem;
}

function busctl(desktop: TestDesktop, ...args: string[]): string {
  const done = desktop.run('busctl', '--user', ...args);
  if (!done.ok) throw new Error(`busctl ${args.join(' ')} failed: ${done.stdout}${done.stderr}`);
  return done.stdout;
}
