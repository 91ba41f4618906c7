import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EDITOR_SCHEMAS, editorSchema } from './content/editor-schema.ts';

// npm run schemas: writes what editors' programs know about the content files. The content files name it.
const FOLDER = 'content/schemas';

await mkdir(FOLDER, { recursive: true });
for (const name of EDITOR_SCHEMAS) {
  const text = JSON.stringify(editorSchema(name), null, 2);
  await writeFile(join(FOLDER, `${name}.schema.json`), `${text}\n`);
}
