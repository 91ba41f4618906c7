import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from '../town.ts';

/**
 * Copies what a server needs into a folder.
 * @param content where the content comes from, within the project
 */
export async function copyInto(folder: string, content = 'content'): Promise<void> {
  await cp(join(PROJECT, content), join(folder, 'content'), { recursive: true });
  for (const part of ['locales', 'views', 'public'])
    await cp(join(PROJECT, part), join(folder, part), { recursive: true });
}
