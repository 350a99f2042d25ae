import type { WebContents, WebFrameMain } from 'electron';
import type { Push, PushName } from '../../contract/bridge';

/** Our own windows' contents: only these may call, and only these are told anything. */
export type Screens = {
  add(contents: WebContents): void;
  /** Whether a frame is the main frame of one of our windows and shows our own origin. */
  isOurs(contents: WebContents, frame: WebFrameMain | null): boolean;
  push<N extends PushName>(name: N, payload: Push<N>): void;
  pushTo<N extends PushName>(contents: WebContents, name: N, payload: Push<N>): void;
};

/** @param origins what a screen's address may begin with: `app://watchbill`, in development the server's too */
export function screens(origins: readonly string[]): Screens {
  const ours = new Set<WebContents>();
  const pushTo: Screens['pushTo'] = (contents, name, payload) => {
    if (!contents.isDestroyed()) contents.send('watchbill:push', name, payload);
  };
  return {
    add: (contents) => {
      ours.add(contents);
      contents.once('destroyed', () => {
        ours.delete(contents);
      });
    },
    isOurs: (contents, frame) => {
      // After a navigation the frame that sent is gone: null. Then nobody knows who asked.
      if (!frame || !ours.has(contents) || frame.parent !== null || frame !== contents.mainFrame)
        return false;
      if (!URL.canParse(frame.url)) return false;
      const { protocol, host } = new URL(frame.url);
      return origins.includes(`${protocol}//${host}`);
    },
    push: (name, payload) => {
      for (const contents of ours) pushTo(contents, name, payload);
    },
    pushTo,
  };
}
