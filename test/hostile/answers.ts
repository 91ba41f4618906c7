/** One answer as it came over the wire. */
export type Said = {
  status: number;
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  body: Buffer;
  /** Whether the body was left out, as after HEAD. */
  isHeadOnly: boolean;
};

export type Reading = {
  answers: readonly Said[];
  /** What is no HTTP as the server writes it; empty when all of it is. */
  mistakes: readonly string[];
  /** How often the server asked for a body. */
  leaves: number;
  /** Whether the last answer stops in its middle. */
  isCutOff: boolean;
};

const LEAVE = 'HTTP/1.1 100 Continue\r\n\r\n';
const HEAD_END = '\r\n\r\n';
const NEXT = Buffer.from('HTTP/1.1 ');

/**
 * Reads answers more strictly than any browser: one form of each line, every length said, nothing between two answers.
 * No page begins like a status line, so that an answer without its body can be told from one with it.
 */
export function reading(bytes: Buffer): Reading {
  const answers: Said[] = [];
  const mistakes: string[] = [];
  let leaves = 0;
  let at = 0;
  let isCutOff = false;
  while (at < bytes.length) {
    if (bytes.subarray(at, at + LEAVE.length).equals(Buffer.from(LEAVE))) {
      leaves += 1;
      at += LEAVE.length;
      continue;
    }
    const end = bytes.indexOf(HEAD_END, at);
    if (end < 0) {
      isCutOff = true;
      break;
    }
    const { status, headers, mistake } = headIn(bytes.toString('latin1', at, end));
    if (mistake) {
      mistakes.push(mistake);
      break;
    }
    const length = Number(headers.get('content-length'));
    const start = end + HEAD_END.length;
    const rest = bytes.length - start;
    const isHeadOnly = length > 0 && (rest === 0 || bytes.subarray(start, start + NEXT.length).equals(NEXT));
    if (!isHeadOnly && rest < length) isCutOff = true;
    at = isHeadOnly ? start : start + length;
    const body = isHeadOnly ? Buffer.alloc(0) : bytes.subarray(start, Math.min(at, bytes.length));
    answers.push({ status, headers, body, isHeadOnly });
  }
  return { answers, mistakes, leaves, isCutOff };
}

function headIn(head: string) {
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Map<string, string>();
  const [, status = ''] = /^HTTP\/1\.1 ([1-5]\d\d) [A-Z][A-Za-z -]+$/.exec(first) ?? [];
  const wrong = (mistake: string) => ({ status: Number(status), headers, mistake });
  if (!status) return wrong(`the status line ${JSON.stringify(first.slice(0, 100))}`);
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Za-z][A-Za-z-]*): ([\x20-\x7e]*)$/.exec(line) ?? [];
    if (!name) return wrong(`the header line ${JSON.stringify(line.slice(0, 100))}`);
    if (headers.has(name.toLowerCase())) return wrong(`${name} twice`);
    headers.set(name.toLowerCase(), value);
  }
  if (!/^\d+$/.test(headers.get('content-length') ?? '')) return wrong(`${status} without Content-Length`);
  return wrong('');
}
