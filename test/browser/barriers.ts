/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const axeSource = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

// Runs in the page: axe is put there by its source, since the policy of the page lets no script in.
type AxeWindow = { axe?: { run(options: object): Promise<{ violations: AxeViolation[] }> } };
type AxeViolation = { id: string; nodes: { html: string; failureSummary: string }[] };

export type Barriers = {
  /** For each rule of axe that is broken, where. */
  violations: [rule: string, places: string[]][];
  /** Words and edges that are hard to see on what is behind them. */
  faint: string[];
  /** What is too small to tap. */
  small: string[];
  /** How many pixels are cut off at the side. */
  overflow: number;
};

export const NO_BARRIERS: Barriers = { violations: [], faint: [], small: [], overflow: 0 };

const TAGS = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What keeps people from reading a page as it stands. The page must be able to run scripts. */
export async function barriersOn(page: Page): Promise<Barriers> {
  const isThere = await page.evaluate(() => (globalThis as unknown as AxeWindow).axe !== undefined);
  if (!isThere) await page.evaluate(axeSource);
  const violations = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as Required<AxeWindow>;
    return (await axe.run({ runOnly, resultTypes: ['violations'] })).violations;
  }, TAGS);
  return {
    violations: violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    faint: await page.evaluate(faintOnPage),
    small: await page.evaluate(smallOnPage),
    overflow: await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  };
}

/** Opens whatever a reader can open. */
export async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    // A poster covers everything else.
    for (const one of document.querySelectorAll<HTMLDetailsElement>('details:not(.poster)')) one.open = true;
  });
}

/**
 * Runs in the page: words with less contrast than WCAG asks for at level AAA (1.4.6), what axe cannot judge
 * (before or behind a drawn number) too; and the edges of fields, buttons and marks (1.4.11).
 */
export function faintOnPage(): string[] {
  type Colour = readonly [red: number, green: number, blue: number, opacity: number];
  const colourOf = (written: string): Colour => {
    const [red = 0, green = 0, blue = 0, opacity = 1] = (written.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, opacity];
  };
  const lightOf = (colour: Colour) => {
    const [red = 0, green = 0, blue = 0] = colour
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: Colour, other: Colour) => {
    const [light, dark] = [lightOf(one), lightOf(other)].sort((first, second) => second - first);
    return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
  };
  const behind = (element: Element | null): Colour => {
    const own = element ? colourOf(getComputedStyle(element).backgroundColor) : ([255, 255, 255, 1] as const);
    return own[3] === 0 && element ? behind(element.parentElement) : own;
  };
  const needed = ({ fontSize, fontWeight }: CSSStyleDeclaration) => {
    const size = Number.parseFloat(fontSize);
    return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 4.5 : 7;
  };
  const found: string[] = [];
  const judge = (element: Element, what: string, has: number, needs: number) => {
    if (has < needs) found.push(`${what} ${has.toFixed(2)} of ${needs}: ${element.outerHTML.slice(0, 80)}`);
  };
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const hasWords = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    if (hasWords) judge(element, 'words', contrast(colourOf(style.color), behind(element)), needed(style));
    const drawn = getComputedStyle(element, '::before');
    if (/counter/.test(drawn.content)) {
      judge(
        element,
        'number',
        contrast(colourOf(drawn.color), colourOf(drawn.backgroundColor)),
        needed(drawn),
      );
    }
    const around = behind(element.parentElement);
    const edge = (of: CSSStyleDeclaration) =>
      Math.max(
        of.borderTopStyle === 'none' ? 1 : contrast(colourOf(of.borderTopColor), around),
        contrast(colourOf(of.backgroundColor), around),
      );
    const isPlain = style.textDecorationLine === 'underline';
    if (element.matches('input, button, .exit, .phone') && !isPlain) judge(element, 'edge', edge(style), 3);
    if (element.matches('.open, .closed')) judge(element, 'mark', edge(drawn), 3);
  }
  return found;
}

/**
 * Runs in the page: what can be pressed and is less than 44 by 44 px (WCAG 2.5.5). A link that shares its lines
 * with other words is as high as they are.
 */
export function smallOnPage(): string[] {
  const lineOf = (element: Element): Element => {
    const parent = element.parentElement ?? document.body;
    return getComputedStyle(parent).display === 'inline' ? lineOf(parent) : parent;
  };
  const isInSentence = (link: Element) => {
    if (getComputedStyle(link).display !== 'inline') return false;
    const around = lineOf(link).cloneNode(true) as Element;
    for (const other of around.querySelectorAll('a')) other.remove();
    return /\p{L}/u.test(around.textContent ?? '');
  };
  return (
    [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
      .filter((one) => one.checkVisibility() && !isInSentence(one))
      // A box to check is as large as its label.
      .map((one) => ({ one, box: (one.closest('label') ?? one).getBoundingClientRect() }))
      .filter(({ box }) => box.width < 43.5 || box.height < 43.5)
      .map(
        ({ one, box }) =>
          `${Math.round(box.width)} × ${Math.round(box.height)}: ${one.outerHTML.slice(0, 120)}`,
      )
  );
}
