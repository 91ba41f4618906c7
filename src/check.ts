import { loadContent } from './content/load.ts';
import { ContentMistakes, problemLine } from './content/problems.ts';

// npm run check [-- DIR]: the same reading as at start-up, without serving anything.
const folder = process.argv[2] ?? 'content';

try {
  const content = await loadContent(folder);
  const listings = [...content.sections.values()].flatMap(({ value }) => value.listings ?? []);
  console.log(
    `${folder}: ${content.sections.size} sections, ${content.guides.size} guides, ${listings.length} listings. No mistakes found.`,
  );
} catch (error) {
  if (!(error instanceof ContentMistakes)) throw error;
  for (const problem of error.problems) console.error(problemLine(problem));
  process.exitCode = 1;
}
