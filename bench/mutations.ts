import { type ChildProcess, fork } from 'node:child_process';
import { problemLine, problemWords } from '../src/content/problems.ts';
import { readSnapshot } from '../src/content/snapshot.ts';
import { type Ground, judge, printerOf, reduced, type Verdict } from '../test/content/judge.ts';
import { mutate } from '../test/content/mutate.ts';

/**
 * Harms the real content in a hundred thousand ways and looks at what the site makes of each.
 *
 *     npm run mutate -- [COUNT] [SEED]
 *     npm run mutate -- --case NUMBER [SEED]
 */

const WORKERS = 2;
const MOST_PRINTED = 300;
const MOST_FAULTS_SHOWN = 40;
const STUCK_MS = 60_000;

type Report =
  | { kind: 'begun'; number: number }
  | { kind: Verdict['kind']; number: number; isPrinted: boolean; ms: number; faults: string[] };

async function run(count: number, seed: number): Promise<void> {
  const counts = { refused: 0, unchanged: 0, different: 0, printed: 0 };
  const begun = performance.now();
  let faulty = 0;
  let slowest = { number: -1, ms: 0 };
  const fail = (number: number, faults: readonly string[]) => {
    faulty += 1;
    process.exitCode = 1;
    if (faulty > MOST_FAULTS_SHOWN) return;
    process.stdout.write(
      `seed ${seed}, case ${number}; repeat: npm run mutate -- --case ${number} ${seed}\n`,
    );
    for (const fault of new Set(faults)) process.stdout.write(`  ${fault}\n`);
  };
  const onReport = (report: Report) => {
    if (report.kind === 'begun') return;
    counts[report.kind] += 1;
    counts.printed += Number(report.isPrinted);
    if (report.ms > slowest.ms) slowest = report;
    if (report.faults.length > 0) fail(report.number, report.faults);
  };
  await Promise.all(
    Array.from({ length: WORKERS }, (_, part) => {
      const worker = fork(import.meta.filename, ['--part', part, count, seed].map(String));
      return ended(worker, onReport, fail);
    }),
  );
  const seconds = Math.round((performance.now() - begun) / 1_000);
  process.stdout.write(
    `${count} mutations, seed ${seed}, ${seconds} s: ${counts.refused} refused, ` +
      `${counts.unchanged} accepted and unchanged, ${counts.different} accepted and different; ` +
      `${counts.printed} printed; slowest ${Math.round(slowest.ms)} ms (case ${slowest.number}); ${faulty} with a fault\n`,
  );
}

// A case that never ends stops its worker's clock, not ours.
async function ended(
  worker: ChildProcess,
  onReport: (report: Report) => void,
  fail: (number: number, faults: readonly string[]) => void,
): Promise<void> {
  let number = -1;
  const stuck = () => {
    fail(number, [`did not end within ${STUCK_MS / 1_000} s`]);
    worker.kill('SIGKILL');
  };
  let watch = setTimeout(stuck, STUCK_MS);
  worker.on('message', (report: Report) => {
    number = report.number;
    clearTimeout(watch);
    watch = setTimeout(stuck, STUCK_MS);
    onReport(report);
  });
  const code = await new Promise((resolve) => worker.on('exit', resolve));
  clearTimeout(watch);
  if (code !== 0) fail(number, [`the worker ended with ${code}`]);
}

async function work(part: number, count: number, seed: number): Promise<void> {
  const tell = (report: Report) => process.send?.(report);
  const caseOf = await casesOf(seed);
  const print = await printerOf('content');
  let printed = 0;
  for (let number = part; number < count; number += WORKERS) {
    tell({ kind: 'begun', number });
    const { ground, mutated } = await caseOf(number);
    const start = performance.now();
    const { kind, content, faults } = await judge(ground, mutated);
    const ms = performance.now() - start;
    // Spread over the whole run.
    const isPrinted = kind === 'different' && printed <= (MOST_PRINTED / WORKERS) * (number / count);
    if (isPrinted) printed += 1;
    const more = isPrinted && content ? await print(content).catch(thrown) : [];
    tell({ kind, number, isPrinted, ms, faults: [...faults, ...more] });
  }
  process.disconnect();
}

async function repeat(number: number, seed: number): Promise<void> {
  const { ground, mutated } = await (await casesOf(seed))(number);
  const before = ground.snapshot.files.get(mutated.name) ?? '';
  const { kind, content, problems, faults } = await judge(ground, mutated);
  const print = await printerOf('content');
  const more = content ? await print(content).catch(thrown) : [];
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`case ${number} of seed ${seed}: ${mutated.name}, ${mutated.how.join(', ')}: ${kind}`);
  for (const line of differences(before, mutated.text)) say(line);
  for (const problem of problems) say(`${problemLine(problem)}\n  ${problemWords(problem, 'es')}`);
  for (const fault of [...faults, ...more]) say(`FAULT ${fault}`);
  if (faults.length + more.length > 0) process.exitCode = 1;
}

// The files take turns, each among as few others as can be published: that reads four times as fast.
async function casesOf(seed: number) {
  const whole = await readSnapshot('content');
  const names = [...whole.files.keys()];
  const grounds = new Map<string, Promise<Ground>>();
  return async (number: number) => {
    const name = names[number % names.length] ?? '';
    const ground = await (grounds.get(name) ?? reduced(whole, name));
    grounds.set(name, Promise.resolve(ground));
    return {
      ground,
      mutated: mutate(
        new Map(whole.files).set(name, ground.snapshot.files.get(name) ?? ''),
        name,
        seed,
        number,
      ),
    };
  };
}

const MOST_LINES = 30;

function differences(before: string, after: string): string[] {
  const [earlier, later] = [before, after].map((text) => text.split('\n'));
  if (!earlier || !later) return [];
  const start = later.findIndex((line, index) => line !== earlier[index]);
  if (start < 0) return [];
  const shown = later.slice(Math.max(0, start - 2), start + MOST_LINES);
  return [`from line ${start + 1}:`, ...shown.map((line) => `  ${JSON.stringify(line.slice(0, 300))}`)];
}

function thrown(error: unknown): string[] {
  return [`printing threw ${error instanceof Error ? error.stack : error}`];
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--part') await work(...(rest.map(Number) as [number, number, number]));
else if (first === '--case') await repeat(Number(rest[0]), Number(rest[1] ?? 1));
else await run(Number(first ?? 100_000), Number(rest[0] ?? 1));
