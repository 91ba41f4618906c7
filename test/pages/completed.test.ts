import { expect, test } from 'vitest';
import { completed } from '../../src/pages/edition.ts';
import { openSite } from '../../src/site.ts';
import { PROJECT, TOWN } from '../town.ts';

const NOON = new Date('2026-11-24T12:00:00-05:00');

// A rejection that nobody has taken yet ends the process, whoever would have taken it later.
test('a page that cannot be printed is told once, to whoever asked for all of them', async () => {
  const settings = { content: TOWN, project: PROJECT, base: '', origin: '' };
  const { site } = await openSite(settings, NOON, 'on demand');
  const broken = [...site.edition.unprinted].map(([address, print], place) => {
    const refuse = () => Promise.reject(new Error(`no paper for ${address}`));
    return [address, place === 0 ? refuse : print] as const;
  });
  const [first] = site.edition.unprinted.keys();
  await expect(completed({ ...site.edition, unprinted: new Map(broken) })).rejects.toThrow(
    `no paper for ${first}`,
  );
});
