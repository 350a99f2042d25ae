import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { has } from '../setup/run.mjs';

/**
 * Makes the tests' bare desktop one to look at: a ground, a slim panel with a tray and a clock, a notification daemon
 * in the desktop's font, calm window frames, and a sound output (without one every page would say so).
 * @param {any} desktop from test/helpers/desktop.ts, with neither tray nor notifications
 * @returns {Promise<() => void>} ends what was started
 */
export async function furnish(desktop) {
  const { env } = desktop;
  /** @type {import('node:child_process').ChildProcess[]} */
  const children = [];
  /** @param {string} command @param {string[]} args */
  const start = (command, ...args) => {
    if (!has(command)) return;
    const child = spawn(command, args, { env, stdio: 'ignore', detached: true });
    child.on('error', () => {});
    children.push(child);
  };
  const end = () => {
    for (const { pid } of children.splice(0)) {
      try {
        if (pid) process.kill(-pid, 'SIGKILL');
      } catch {
        // Gone already.
      }
    }
  };
  process.once('exit', end);
  /** @param {string} path inside the folder of configurations @param {string} text */
  const configure = (path, text) => {
    const file = join(env.XDG_CONFIG_HOME, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };

  desktop.run('display', '-window', 'root', '-size', '1920x1200', 'xc:#56677c');
  dressFrames(join(env.XDG_DATA_HOME, 'themes', 'Watchbill', 'openbox-3'));
  configure('openbox/rc.xml', frames());
  desktop.run('openbox', '--reconfigure');
  start(
    'pulseaudio',
    '-n',
    '--exit-idle-time=-1',
    '-L',
    'module-null-sink',
    '-L',
    'module-native-protocol-unix',
  );
  start('dunst', '-conf', configure('dunst/dunstrc', notifications));
  configure('xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml', panel);
  start('xfce4-panel', '--disable-wm-check');
  await sleep(2_500);
  return end;
}

/** A theme of the window manager's without its bright line around the content. @param {string} folder */
function dressFrames(folder) {
  const theme = '/usr/share/themes/Breeze-ob/openbox-3';
  if (!existsSync(theme)) return;
  cpSync(theme, folder, { recursive: true });
  const file = join(folder, 'themerc');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(/(client|separator)\.color( *):.*/g, '$1.color$2: #3a424b').replace(/#475057/g, '#3a424b'),
  );
}

/** The window manager's own configuration in another dress. */
function frames() {
  return readFileSync('/etc/xdg/openbox/rc.xml', 'utf8')
    .replace('<name>Clearlooks</name>', '<name>Watchbill</name>')
    .replace('<titleLayout>NLIMC</titleLayout>', '<titleLayout>LIMC</titleLayout>')
    .replace(/<name>sans<\/name>\s*<size>8<\/size>/g, '<name>Noto Sans</name><size>10</size>');
}

const notifications = `[global]
origin = top-right
offset = 16x40
width = 400
height = 110
font = Noto Sans 10
padding = 9
horizontal_padding = 12
frame_width = 1
corner_radius = 6
icon_position = left
max_icon_size = 40
[urgency_normal]
background = "#2b3038"
foreground = "#e8eaed"
frame_color = "#4a515c"
[urgency_critical]
background = "#2b3038"
foreground = "#ffffff"
frame_color = "#d6404d"
`;

/** @param {number} id @param {string} name @param {string} [more] */
const plugin = (id, name, more = '') =>
  `<property name="plugin-${id}" type="string" value="${name}">${more}</property>`;
const panel = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="28"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/><value type="int" value="2"/><value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    ${plugin(1, 'separator', '<property name="expand" type="bool" value="true"/><property name="style" type="uint" value="0"/>')}
    ${plugin(2, 'systray', '<property name="square-icons" type="bool" value="true"/>')}
    ${plugin(3, 'clock', '<property name="digital-layout" type="uint" value="3"/><property name="digital-time-format" type="string" value="%a %-d %b  %H:%M "/>')}
  </property>
</channel>
`;
