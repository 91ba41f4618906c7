import { fileURLToPath } from 'node:url';
import { createApp } from '../src/http/app.ts';
import { openSite } from '../src/site.ts';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const TOWN = fileURLToPath(new URL('fixtures/town', import.meta.url));

/** An invented town, for facts about the software. `now` is a day without alerts unless told. */
export async function openTown(settings: { base?: string; origin?: string; now?: string } = {}) {
  return appOf(TOWN, settings);
}

/** The real guide, for facts about what readers get. */
export async function openGuide(settings: { base?: string; origin?: string; now?: string } = {}) {
  return appOf(`${PROJECT}content`, settings);
}

async function appOf(content: string, { base = '', origin = '', now = '2026-11-24T12:00:00-05:00' }) {
  const { site } = await openSite({ content, project: PROJECT, base, origin }, new Date(now));
  const errors: unknown[] = [];
  return { site, errors, app: createApp(site, (error) => errors.push(error)) };
}
