import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Got } from './http-sink';

/** A mail as Python's email package reads it: headers with their encoded words undone, and its text. */
export type ReadMail = {
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly text: string;
};

/** What we send, read by implementations that share nothing with ours. One process, started with the first question. */
export type PythonReader = {
  mail(raw: string): Promise<ReadMail>;
  /** Tag and text of an XML document's root, then of each of its children, by Python's XML parser. */
  xml(document: string): Promise<string[]>;
  /**
   * Whether a webhook's signature is right and fresh: Python's hmac, written from the text of Standard Webhooks
   * ("Verifying signatures"). @param secret with its `whsec_` @param now seconds
   */
  isSigned(got: Pick<Got, 'headers' | 'body'>, secret: string, now: number): Promise<boolean>;
  stop(): void;
};

const PROGRAM = `
import sys, json, hmac, hashlib, base64, email, email.policy, xml.etree.ElementTree as tree

def mail(raw):
    read = email.message_from_bytes(raw.encode("utf-8"), policy=email.policy.default)
    headers = {}
    for name, value in read.items(): headers.setdefault(name.lower(), []).append(str(value))
    return {"headers": headers, "text": read.get_content()}

def xml(document):
    root = tree.fromstring(document.encode("utf-8"))
    return [root.tag] + [f"{part.tag}:{part.text or ''}" for part in root]

def signed(told):
    headers = told["headers"]
    key = base64.b64decode(told["secret"].removeprefix("whsec_"), validate=True)
    stamp = headers["webhook-timestamp"]
    text = (headers["webhook-id"] + "." + stamp + "." + told["body"]).encode("utf-8")
    right = base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    given = [part.split(",", 1) for part in headers["webhook-signature"].split(" ")]
    fresh = abs(told["now"] - int(stamp)) <= 300
    return fresh and any(version == "v1" and hmac.compare_digest(right, one) for version, one in given)

for line in sys.stdin:
    how, what = json.loads(line)
    try: answer = {"answer": {"mail": mail, "xml": xml, "signed": signed}[how](what)}
    except Exception as error: answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)
`;

export function startPythonReader(): PythonReader {
  const child = spawn('python3', ['-c', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting: Array<(line: string) => void> = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));

  function ask<T>(how: string, what: unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push((line) => {
        const { answer, error } = JSON.parse(line) as { answer: T; error?: string };
        if (error === undefined) resolve(answer);
        else reject(new Error(error));
      });
      child.stdin.write(`${JSON.stringify([how, what])}\n`);
    });
  }

  return {
    mail: (raw) => ask('mail', raw),
    xml: (document) => ask('xml', document),
    isSigned: ({ headers, body }, secret, now) => ask('signed', { headers, body, secret, now }),
    stop: () => void child.kill(),
  };
}
