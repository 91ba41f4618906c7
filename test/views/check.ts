import { templateMistakes } from './template-types.ts';

// npm run types: after the compiler has read src/ and test/, the templates.
const mistakes = await templateMistakes('views');
for (const mistake of mistakes) console.error(mistake);
process.exitCode = mistakes.length > 0 ? 1 : 0;
