// The floor under every figure of the desktop app: no framework, no store, no tray, nothing decided. It appends and
// syncs what is posted, shows a window that was made before when a critical comes, and answers when it is on the disk.
import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

const given = (name) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
const data = given('data');
mkdirSync(data, { recursive: true });
app.setPath('userData', join(data, 'chromium'));

/** @param {Electron.BrowserWindowConstructorOptions} options */
function makeWindow(options) {
  const window = new BrowserWindow({ show: false, backgroundColor: '#ffffff', ...options });
  void window.loadFile(join(import.meta.dirname, 'page.html'));
  return window;
}

void app.whenReady().then(async () => {
  const popup = makeWindow({
    x: 540,
    y: 16,
    width: 440,
    height: 240,
    frame: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    webPreferences: { backgroundThrottling: false },
  });
  if (given('show') === 'window') {
    const window = makeWindow({ x: 200, y: 100, width: 1200, height: 800, autoHideMenuBar: true });
    window.once('ready-to-show', () => window.show());
  }
  const log = await open(join(data, 'log'), 'a');
  createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      void take(request, Buffer.concat(chunks)).then(() => response.end('{}'));
    });
  }).listen(Number(given('port')), '127.0.0.1');

  async function take({ method, url }, body) {
    if (url === '/hide') popup.hide();
    else if (method === 'POST') {
      if (JSON.parse(body.toString()).some(({ labels }) => labels.severity === 'critical'))
        popup.showInactive();
      await log.appendFile(body);
      await log.datasync();
    }
  }
});
app.on('window-all-closed', () => {});
