import { basename, dirname } from 'node:path';
import { bytesOf, type Call, fileOf } from './strace-calls';

/** A change of one file's bytes that may or may not have reached the disk. */
export type Change =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Buffer; readonly done: number }
  | { readonly kind: 'truncate'; readonly size: number; readonly done: number };

/** What is in a file for sure, and what came after it. A folder is one without bytes. */
export type FileOnDisk = { durable: Buffer; pending: Change[]; readonly isFolder?: boolean };
/** What becomes of names at once: a rename is two of them, both or none. */
export type NameChange = ReadonlyArray<{ readonly name: string; readonly file: FileOnDisk | null }>;
type OpenFile = { readonly appends: boolean; readonly synced: boolean; position: number };

/** Files of SQLite's that it makes anew whenever it has to. */
const NOT_KEPT = /-shm$|\/engine\.lock/;

/**
 * A data folder as a disk holds it while a process writes: every write stays undone until a sync of its file came back,
 * every new name, rename and removal until a sync of the folder did. Nothing is promised beyond POSIX: a synced file
 * whose folder was not synced may be gone.
 */
export class DiskModel {
  /** As the process sees it. */
  readonly names = new Map<string, FileOnDisk>();
  readonly durableNames = new Map<string, FileOnDisk>();
  nameChanges: NameChange[] = [];
  private readonly open = new Map<number, OpenFile>();

  constructor(readonly folder: string) {}

  /** A call begins. @returns whether what a power cut would leave is another thing now */
  begin(call: Call): boolean {
    const [first = '', second = ''] = call.args;
    switch (call.name) {
      case 'close':
        this.open.delete(fileOf(first).fd);
        return false;
      case 'write':
      case 'writev':
        return this.write(call, null);
      case 'pwrite64':
      case 'pwritev':
      case 'pwritev2':
        return this.write(
          call,
          Number(call.args[call.name === 'pwritev2' ? call.args.length - 2 : call.args.length - 1]),
        );
      case 'ftruncate':
        return this.change(first, { kind: 'truncate', size: Number(second), done: call.to });
      case 'fallocate':
        return this.allocate(call);
      case 'rename':
        return this.rename(pathArg(first), pathArg(second), call);
      case 'renameat':
      case 'renameat2':
        return this.rename(pathArg(second), pathArg(call.args[3] ?? ''), call);
      case 'mkdir':
        return this.makeFolder(pathArg(first), call);
      case 'mkdirat':
        return this.makeFolder(pathArg(second), call);
      case 'unlink':
      case 'rmdir':
        return this.unlink(pathArg(first), call);
      case 'unlinkat':
        return this.unlink(pathArg(second), call);
      case 'mmap':
        if (/PROT_WRITE/.test(call.args[2] ?? '') && /MAP_SHARED/.test(call.args[3] ?? ''))
          this.unknown(call, fileOf(call.args[4] ?? '').path);
        return false;
      case 'lseek':
        return this.seek(call);
      case 'link':
      case 'linkat':
      case 'truncate':
      case 'copy_file_range':
      case 'sendfile':
        this.unknown(
          call,
          call.args.map((arg) => pathArg(arg) || fileOf(arg).path).find((path) => this.holds(path)) ?? '',
        );
        return false;
      default:
        return false;
    }
  }

  /** A call came back. @returns as `begin` */
  end(call: Call): boolean {
    const [first = ''] = call.args;
    if (call.result < 0) return false;
    if (call.name === 'openat' || call.name === 'open' || call.name === 'creat') return this.opened(call);
    const { fd, path } = fileOf(first);
    if (/write/.test(call.name) && this.open.get(fd)?.synced) return this.synced(path, call.to);
    if (call.name !== 'fsync' && call.name !== 'fdatasync') return false;
    if (path === this.folder || this.names.get(path)?.isFolder) {
      const isHere = (change: NameChange) => change.some(({ name }) => dirname(name) === path);
      for (const change of this.nameChanges) if (isHere(change)) setNames(this.durableNames, change);
      this.nameChanges = this.nameChanges.filter((change) => !isHere(change));
      return true;
    }
    const file = this.names.get(path);
    if (!file) return false;
    // What was still being written when the sync began is not its business.
    const covered = file.pending.filter(({ done }) => done <= call.from);
    file.pending = file.pending.filter(({ done }) => done > call.from);
    file.durable = bytesAfter(file.durable, covered);
    return true;
  }

  private holds(path: string): boolean {
    return path.startsWith(`${this.folder}/`) && !NOT_KEPT.test(path);
  }

  private opened(call: Call): boolean {
    const at = call.name === 'openat' ? 1 : 0;
    const path = pathArg(call.args[at] ?? '');
    if (!this.holds(path)) return false;
    const flags = call.name === 'creat' ? 'O_CREAT|O_TRUNC' : (call.args[at + 1] ?? '');
    this.open.set(call.result, {
      appends: flags.includes('O_APPEND'),
      synced: /O_D?SYNC/.test(flags),
      position: 0,
    });
    const known = this.names.get(path);
    if (!known) {
      if (!flags.includes('O_CREAT')) return false;
      this.changeNames([{ name: path, file: { durable: Buffer.alloc(0), pending: [] } }]);
      return true;
    }
    if (!flags.includes('O_TRUNC') || sizeOf(known) === 0) return false;
    known.pending.push({ kind: 'truncate', size: 0, done: call.to });
    return true;
  }

  private write(call: Call, at: number | null): boolean {
    const { fd, path } = fileOf(call.args[0] ?? '');
    const file = this.names.get(path);
    const open = this.open.get(fd);
    if (!file || !this.holds(path)) return false;
    if (!open) throw new Error(`written, and never opened: ${path}`);
    const given = bytesOf(call.args[1] ?? '');
    const bytes = Number.isFinite(call.to) ? given.subarray(0, Math.max(0, call.result)) : given;
    const from = open.appends ? sizeOf(file) : (at ?? open.position);
    if (at === null) open.position = from + bytes.length;
    file.pending.push({ kind: 'write', at: from, bytes, done: call.to });
    return true;
  }

  /** Opened with O_SYNC or O_DSYNC: a write that came back is on the disk. */
  private synced(path: string, line: number): boolean {
    const file = this.names.get(path);
    if (!file || !this.holds(path)) return false;
    file.durable = bytesAfter(
      file.durable,
      file.pending.filter(({ done }) => done === line),
    );
    file.pending = file.pending.filter(({ done }) => done !== line);
    return true;
  }

  private change(arg: string, change: Change): boolean {
    const { path } = fileOf(arg);
    const file = this.names.get(path);
    if (!file || !this.holds(path)) return false;
    file.pending.push(change);
    return true;
  }

  private allocate(call: Call): boolean {
    const { path } = fileOf(call.args[0] ?? '');
    const file = this.names.get(path);
    if (!file || !this.holds(path) || call.result < 0) return false;
    const [, mode = '', at = '', length = ''] = call.args;
    if (mode !== '0') this.unknown(call, path);
    const size = Math.max(sizeOf(file), Number(at) + Number(length));
    file.pending.push({ kind: 'truncate', size, done: call.to });
    return true;
  }

  private seek(call: Call): boolean {
    const { fd, path } = fileOf(call.args[0] ?? '');
    const open = this.open.get(fd);
    if (open && this.holds(path)) open.position = call.result;
    return false;
  }

  private rename(from: string, to: string, call: Call): boolean {
    const file = this.names.get(from);
    if (call.result < 0 || !file || (!this.holds(from) && !this.holds(to))) return false;
    this.changeNames([
      { name: from, file: null },
      { name: to, file },
    ]);
    return true;
  }

  private makeFolder(path: string, call: Call): boolean {
    if (call.result < 0 || !this.holds(path) || this.names.has(path)) return false;
    this.changeNames([{ name: path, file: { durable: Buffer.alloc(0), pending: [], isFolder: true } }]);
    return true;
  }

  private unlink(path: string, call: Call): boolean {
    if (call.result < 0 || !this.names.has(path)) return false;
    this.changeNames([{ name: path, file: null }]);
    return true;
  }

  private changeNames(change: NameChange): void {
    setNames(this.names, change);
    this.nameChanges.push(change);
  }

  private unknown(call: Call, path: string): void {
    if (this.holds(path))
      throw new Error(`${call.name} of ${basename(path)} in ${dirname(path)}: not known here`);
  }
}

export function setNames(names: Map<string, FileOnDisk>, change: NameChange): void {
  for (const { name, file } of change) {
    if (file) names.set(name, file);
    else names.delete(name);
  }
}

function sizeOf({ durable, pending }: FileOnDisk): number {
  return pending.reduce(
    (size, change) =>
      change.kind === 'truncate' ? change.size : Math.max(size, change.at + change.bytes.length),
    durable.length,
  );
}

/** The bytes after these changes, in their order; holes are zeros. */
export function bytesAfter(before: Buffer, changes: readonly Change[]): Buffer {
  let most = before.length;
  for (const change of changes)
    most = Math.max(most, change.kind === 'truncate' ? change.size : change.at + change.bytes.length);
  const all = Buffer.alloc(most);
  before.copy(all);
  let size = before.length;
  for (const change of changes) {
    if (change.kind === 'write') {
      change.bytes.copy(all, change.at);
      size = Math.max(size, change.at + change.bytes.length);
    } else {
      all.fill(0, change.size, Math.max(size, change.size));
      size = change.size;
    }
  }
  return all.subarray(0, size);
}

function pathArg(arg: string): string {
  return arg.startsWith('"') ? bytesOf(arg).toString() : '';
}
