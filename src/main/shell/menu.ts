import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Push } from '../../contract/bridge';

type Screen = Push<'navigate'>['screen'];

/** The application menu: the system's own roles, and the screens. Keys of the lists belong to the screens themselves. */
export function setMenu(open: (screen: Screen) => void): void {
  const mac = process.platform === 'darwin';
  const screens: ReadonlyArray<readonly [Screen, string]> = [
    ['queue', '&Queue'],
    ['calendar', '&Calendar'],
    ['sources', '&Sources'],
    ['team', '&Team'],
  ];
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CommandOrControl+,',
    click: () => {
      open('settings');
    },
  };
  const template: MenuItemConstructorOptions[] = [
    ...(mac
      ? [
          {
            label: app.name,
            submenu: [
              { role: 'about' },
              { type: 'separator' },
              settings,
              { type: 'separator' },
              { role: 'services' },
              { type: 'separator' },
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              { type: 'separator' },
              { role: 'quit' },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: '&File',
      submenu: [
        ...(mac ? [] : [settings, { type: 'separator' } as const]),
        { role: 'close', label: 'Close window' },
        ...(mac ? [] : [{ role: 'quit' as const, label: 'Quit Watchbill' }]),
      ],
    },
    { role: 'editMenu', label: '&Edit' },
    {
      label: '&View',
      submenu: [
        ...screens.map(([screen, label], index) => ({
          label,
          accelerator: `CommandOrControl+${index + 1}`,
          click: () => {
            open(screen);
          },
        })),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged
          ? []
          : [
              { type: 'separator' as const },
              { role: 'reload' as const },
              { role: 'toggleDevTools' as const },
            ]),
      ],
    },
    {
      role: 'help',
      label: '&Help',
      submenu: [
        {
          label: 'Practice page',
          click: () => {
            open('practice');
          },
        },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
