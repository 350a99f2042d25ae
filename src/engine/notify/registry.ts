export { consoleNotifier } from './console';
export { desktopNotifier } from './desktop';
export { screenChannel } from './screen';
