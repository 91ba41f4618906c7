import { setTimeout as pause } from 'node:timers/promises';
import { listingsIn } from '../src/content/content.ts';
import { contentOf, RULES, readContent } from '../src/content/load.ts';
import { pauses } from '../src/content/pauses.ts';
import type { Findings } from '../src/content/problems.ts';
import { readSnapshot } from '../src/content/snapshot.ts';
import { readYaml } from '../src/content/yaml.ts';
import { directoryOf } from '../src/model/directory.ts';
import { indexOf } from '../src/model/search-index.ts';

/**
 * How long each step takes from a folder of content to a search index, in ms, and the longest turn for which it keeps
 * a running site from answering. Both are the processor's time, with what collects the memory, so that a machine with
 * other work says nearly the same.
 *
 *     npm run grow -- FOLDER LISTINGS && npm run stages -- FOLDER
 */

type Stage = { stage: string; ms: number; 'longest turn': number };
const stages: Stage[] = [];

async function measured<Result>(stage: string, run: () => Result | Promise<Result>): Promise<Result> {
  let turn = processor();
  let longest = 0;
  const look = setInterval(() => {
    longest = Math.max(longest, processor() - turn);
    turn = processor();
  }, 1);
  await pause(5);
  const before = processor();
  const result = await run();
  const spent = processor() - before;
  await pause(5);
  clearInterval(look);
  stages.push({ stage, ms: Math.round(spent), 'longest turn': Math.round(longest) });
  return result;
}

function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

/** As the loader goes through what a rule finds. */
async function all(findings: Findings): Promise<void> {
  const turn = pauses();
  for (const found of findings) if (!found) await turn();
}

const folder = process.argv[2] ?? 'content';
const snapshot = await measured('files', () => readSnapshot(folder));
await measured('YAML alone', async () => {
  const turn = pauses();
  for (const text of snapshot.files.values()) {
    readYaml(text);
    await turn();
  }
});
const { content } = await measured('YAML and schemas', () => readContent(snapshot));
for (const rule of RULES) await measured(rule.name, () => all(rule(content)));
const directory = await measured('directory', () => directoryOf(content));
await measured('search index', () => indexOf(directory));
await measured('all but the index, when nothing has changed', async () =>
  directoryOf((await contentOf(snapshot)).content),
);

console.log(`${folder}: ${listingsIn(content).length} listings`);
console.table(stages);
const { heapUsed, rss } = process.memoryUsage();
console.log(`heap ${Math.round(heapUsed / 1e6)} MB, whole process ${Math.round(rss / 1e6)} MB`);
