/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTown, PROJECT } from '../town.ts';
import { openChromium } from './chromium.ts';
import { serve } from './serving.ts';

test('the styles that pages carry mean what is written in public/', async () => {
  const written = await Promise.all(
    ['style.css', 'frame.css', 'screen.css', 'paper.css', 'sheet.css'].map((name) =>
      readFile(join(PROJECT, 'public', name), 'utf8'),
    ),
  );
  const served = await serve((await openTown()).app);
  const browser = await openChromium();
  try {
    const page = await browser.newPage();
    const read = async (address: string) => {
      await page.goto(`${served.origin}${address}`);
      return page.evaluate((sources) => {
        // The value of a custom property is kept as it was written.
        const rulesOf = (sheet: CSSStyleSheet) =>
          [...sheet.cssRules].map(({ cssText }) => cssText.replace(/, /g, ','));
        return {
          sent: [...document.styleSheets].map(rulesOf),
          meant: sources.map((source) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(source);
            return rulesOf(sheet);
          }),
        };
      }, written);
    };
    const { sent, meant } = await read('/en/paper/');
    const [style = [], frame = [], screen = [], paper = [], sheet = []] = meant;
    expect(sent).toEqual([
      [...style, ...frame, ...screen],
      [...paper, ...sheet],
    ]);
    expect(sent.flat().length).toBeGreaterThan(150);
    expect((await read('/en/print/')).sent).toEqual([[...style, ...frame, ...paper]]);
  } finally {
    await browser.close();
    await served.stop();
  }
});
