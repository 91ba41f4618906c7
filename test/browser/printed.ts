import type { Page } from 'playwright-core';
import { extractText } from 'unpdf';

/** Prints what a browser shows on letter paper, as a person would, and reads the words of each sheet. */
export async function printed(page: Page): Promise<string[]> {
  const pdf = await page.pdf({ preferCSSPageSize: true, format: 'Letter' });
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: false });
  return text.map((words) => words.replace(/\s+/g, ' ').trim());
}

/** Words without any space: on paper a line may end anywhere in an address. */
export function dense(words: string): string {
  return words.replace(/[\s\u00AD\u200B]+/g, '');
}
