/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const axeSource = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

// Runs in the page: axe is put there by its source, since the policy of the page lets no script in.
type AxeWindow = { axe: { run(options: object): Promise<{ violations: AxeViolation[] }> } };
type AxeViolation = { id: string; nodes: { html: string; failureSummary: string }[] };

export type Barriers = {
  /** For each rule of axe that is broken, where. */
  violations: [rule: string, places: string[]][];
  /** How many pixels are cut off at the side. */
  overflow: number;
};

export const NO_BARRIERS: Barriers = { violations: [], overflow: 0 };

/** What keeps people from reading a page as it stands. The page must be able to run scripts. */
export async function barriersOn(page: Page): Promise<Barriers> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as AxeWindow;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return (await axe.run({ runOnly: tags })).violations;
  });
  return {
    violations: violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    overflow: await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  };
}
