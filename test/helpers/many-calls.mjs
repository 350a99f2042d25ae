// The built command line, called many times in one process: `<program>`, calls as JSON lines of arguments on standard
// input, answers as JSON lines { code, out, err } on standard output, in their order. A process a call costs ten times as much.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [node, , program] = process.argv;
const url = pathToFileURL(program).href;
const print = process.stdout.write.bind(process.stdout);
let said = { out: '', err: '' };
let done = () => undefined;
const collect = (name) => (text, then) => {
  said[name] += text;
  then?.();
  return true;
};

let n = 0;
for await (const line of createInterface({ input: process.stdin })) {
  said = { out: '', err: '' };
  process.stdout.write = collect('out');
  process.stderr.write = collect('err');
  process.stdout.setMaxListeners(0);
  process.stderr.setMaxListeners(0);
  const ended = new Promise((resolve) => {
    done = resolve;
  });
  process.exit = (code) => done(code);
  process.argv = [node, program, ...JSON.parse(line)];
  // The whole program anew, from its first line.
  await import(`${url}?${n++}`);
  const code = await ended;
  print(`${JSON.stringify({ code, ...said })}\n`);
}
process.reallyExit(0);
