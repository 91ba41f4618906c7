import type { RequestListener } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openChromium } from './chromium.ts';
import { type Served, serve } from './serving.ts';

/** An application that answers at an origin, and a browser to visit it with. */
export type Visit = { readonly origin: string; readonly browser: Browser };

/** Opens both before the first test of a file, and closes them after its last; they are not there in between files. */
export function visitTo(listener: RequestListener): Visit {
  let open: { served: Served; browser: Browser } | null = null;
  const opened = () => {
    if (!open) throw new Error('nothing is open outside of a test');
    return open;
  };
  beforeAll(async () => {
    open = { served: await serve(listener), browser: await openChromium() };
  });
  afterAll(async () => {
    const { served, browser } = opened();
    await browser.close();
    await served.stop();
  });
  return {
    get origin() {
      return opened().served.origin;
    },
    get browser() {
      return opened().browser;
    },
  };
}
