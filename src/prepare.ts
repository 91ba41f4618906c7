import { rm } from 'node:fs/promises';
import { approver } from './approve.ts';
import { ContentMistakes } from './content/problems.ts';
import { PREPARED, prepare, preparedFor } from './prepared.ts';
import { readSource } from './source.ts';

// node dist/src/prepare.js [DIR]: reads and checks the content once, so that starts need not. A build ends with it.
const content = process.argv[2] ?? 'content';

// The program is as good as before: a start reads everything, and names the mistakes, as the check does.
async function run(): Promise<void> {
  const source = await readSource({ content, locales: 'locales' });
  if (await preparedFor(source, PREPARED)) return;
  try {
    await prepare(source, await approver(null)(source), PREPARED);
  } catch (error) {
    await rm(PREPARED, { force: true, recursive: true });
    const isMistaken = error instanceof ContentMistakes;
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      isMistaken
        ? `${content} has mistakes, so nothing of it is prepared; npm run check lists them`
        : `nothing is prepared, and the next start reads everything: ${reason}`,
    );
  }
}

await run();
