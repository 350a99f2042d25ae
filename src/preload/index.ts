import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Answer, Bridge, PushName } from '../contract/bridge';

/** All a screen can reach: two functions that take and give plain data. No Electron object gets through. */
const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('watchbill:call', name, input) as Promise<Answer<unknown>>,
  on: (name, listener) => {
    const heard = (_event: IpcRendererEvent, pushed: PushName, payload: unknown) => {
      if (pushed === name) listener(payload);
    };
    ipcRenderer.on('watchbill:push', heard);
    return () => {
      ipcRenderer.off('watchbill:push', heard);
    };
  },
};

contextBridge.exposeInMainWorld('watchbill', bridge);
