import { monitorEventLoopDelay } from 'node:perf_hooks';
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
 * How long each step takes from a folder of content to a search index, in ms, and the longest time for which it keeps
 * a running site from answering.
 *
 *     npm run grow -- FOLDER LISTINGS && npm run stages -- FOLDER
 */

type Stage = { stage: string; 'ms of a processor': number; 'longest wait': number };
const stages: Stage[] = [];

async function measured<Result>(stage: string, run: () => Result | Promise<Result>): Promise<Result> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // The first look of the monitor only sets its clock.
  await pause(5);
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  await pause(5);
  delay.disable();
  stages.push({
    stage,
    'ms of a processor': Math.round((user + system) / 1e3),
    'longest wait': Math.round(delay.max / 1e6),
  });
  return result;
}

/** As the loader goes through what a rule finds. */
async function all(findings: Findings): Promise<void> {
  const turn = pauses();
  for (const found of findings) if (!found) await turn();
}

const folder = process.argv[2] ?? 'content';
const snapshot = await measured('files', () => readSnapshot(folder));
await measured('all up to the rules', () => contentOf(snapshot));
await measured('YAML', () => {
  for (const text of snapshot.files.values()) readYaml(text);
});
const { content } = await measured('YAML and schemas', () => readContent(snapshot));
for (const rule of RULES) await measured(rule.name, () => all(rule(content)));
const directory = await measured('directory', () => directoryOf(content));
await measured('search index', () => indexOf(directory));

console.log(`${folder}: ${listingsIn(content).length} listings`);
console.table(stages);
const { heapUsed, rss } = process.memoryUsage();
console.log(`heap ${Math.round(heapUsed / 1e6)} MB, whole process ${Math.round(rss / 1e6)} MB`);
