import { rm } from 'node:fs/promises';
import { ContentMistakes } from './content/problems.ts';
import { PREPARED, prepare } from './prepared.ts';
import { openSite } from './site.ts';

// node dist/src/prepare.js [DIR]: reads and checks the content and shares it out among pages once, so that starts need
// not. A build ends with it.
const content = process.argv[2] ?? 'content';

// The program is as good as before: a start reads everything, and names the mistakes, as the check does.
async function run(): Promise<void> {
  try {
    const settings = { content, project: '.', base: '', origin: '', prepared: PREPARED };
    const { site, accepted } = await openSite(settings, new Date(), 'on demand');
    const { source, words, further, directory, fileOf } = accepted;
    const { shares } = site.edition;
    // Another style may have changed nothing but the room on a page.
    if ([...shares.keys()].every((digest) => accepted.shares.has(digest))) return;
    await prepare(source, { words, further, directory, fileOf, shares }, PREPARED);
  } catch (error) {
    // A folder, perhaps. What cannot be taken away is not taken for anything either.
    await rm(PREPARED, { force: true, recursive: true }).catch(() => {});
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
