import { z } from 'zod';

/** Settings of this desktop. A file of its own: the shell reads them before it needs the table of calls. */
export const settingsShape = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  contrast: z.enum(['normal', 'high']),
  startAtLogin: z.boolean(),
  sound: z.enum(['on', 'off']),
  /** 0–1. */
  volume: z.number().min(0).max(1),
  /** Shortcut that brings the keyboard to a ringing page, as an Electron accelerator; '' for none. */
  answerShortcut: z.string().max(60),
  /** Port of the listener; 0 lets the system choose once, and it is kept. */
  port: z.number().int().min(0).max(65535),
  /** Show only service and severity on the pop-up. */
  redact: z.boolean(),
});

export const firstRunShape = z.object({
  /** False until the welcome was finished. */
  done: z.boolean(),
  demo: z.boolean(),
  folder: z.string(),
  person: z.string(),
});
