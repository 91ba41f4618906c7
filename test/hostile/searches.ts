import request from 'supertest';
import { openTown } from '../town.ts';
import { reading, type Said } from './answers.ts';
import type { Attack } from './attack.ts';
import { CANARY } from './canary.ts';
import { chanceFrom } from './chance.ts';
import { exchanged } from './exchange.ts';
import { inParallel } from './in-parallel.ts';
import { mistakesIn, TYPED, textOf } from './judge.ts';
import { knownMarkup } from './known-markup.ts';
import { faultsOf, type Known } from './page-faults.ts';
import { besieged } from './siege.ts';
import { timesOf } from './table.ts';
import { bodyFrom, fuzzedSearch } from './typed.ts';

const WIDTH = 8;
const IN_PROCESS = 150;
const STATUSES = [200, 400, 411, 413, 415];

/** Searches that want to be something else: markup, code, another object, more than there is room for. */
export const searches: Attack = {
  name: 'searches that want to be something else',
  amount: 20_000,
  short: 500,
  unit: 'searches',
  run: (amount, seed) =>
    besieged({}, async ({ guide, server, failures }) => {
      const statuses = new Map<number, number>();
      const ask = (typed: string) => ordinary(server.port, typed);
      const before = await Promise.all(ORDINARY.map(ask));
      const look = judgeOf(await knownMarkup(guide.edition), failures.add);
      await inParallel(amount, WIDTH, async (turn) => {
        const sending = fuzzedSearch(chanceFrom(seed, turn));
        const { bytes, end } = await exchanged(server.port, sending);
        const { answers, mistakes, isCutOff } = reading(bytes);
        const fail = (what: string) => failures.add(`search ${turn}: ${what}`);
        for (const mistake of mistakes) fail(mistake);
        if (end === 'hung' || end === 'refused' || (isCutOff && end === 'closed'))
          fail(`${end} in the middle`);
        // Half a search is nobody's question.
        if (answers.length !== 1 && sending.ends === 'last' && end === 'closed')
          fail(`${answers.length} answers`);
        for (const said of answers) {
          statuses.set(said.status, (statuses.get(said.status) ?? 0) + 1);
          if (!STATUSES.includes(said.status)) fail(`the status ${said.status}`);
          for (const mistake of mistakesIn(said, guide)) fail(mistake);
          if (said.status === 200) look(textOf(said), turn);
        }
      });
      const after = await Promise.all(ORDINARY.map(ask));
      const changed = ORDINARY.filter((_, index) => textIn(before[index]) !== textIn(after[index]));
      for (const typed of changed) failures.add(`“${typed}” has another answer than before`);
      for (const mistake of await pollution(seed)) failures.add(mistake);
      return { amount, note: timesOf(statuses) };
    }),
};

const ORDINARY = ['food', 'mi esposo me pega', 'lawyer'];

async function ordinary(port: number, typed: string): Promise<Said | undefined> {
  const body = `q=${encodeURIComponent(typed)}`;
  const head = [
    'POST /en/search/ HTTP/1.1',
    'Host: guide',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  const bytes = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
  return reading((await exchanged(port, { bytes, ends: 'last' })).bytes).answers[0];
}

function textIn(said: Said | undefined): string {
  return said ? textOf(said) : '';
}

/** Looks for whatever no template prints; what the fields of a search repeat is known to stand in them alone. */
function judgeOf(known: Known, fail: (what: string) => void) {
  const seen = new Set<string>();
  return (html: string, turn: number) => {
    // Many answers differ in nothing but the field.
    const rest = html.replace(TYPED, '$1"');
    if (seen.has(rest)) return;
    seen.add(rest);
    for (const fault of faultsOf(rest, known, [])) fail(`search ${turn}: ${fault}`);
    if (rest.includes(CANARY)) fail(`search ${turn}: what was typed stands outside of the field`);
  };
}

/** Whether the same bodies change anything that all objects share, in this process. */
async function pollution(seed: number): Promise<string[]> {
  const { app, errors } = await openTown();
  const shared = () =>
    [Object, Array, String, Function].flatMap(({ prototype }) => Reflect.ownKeys(prototype)).length;
  const before = shared();
  for (let turn = 0; turn < IN_PROCESS; turn += 1) {
    const body = bodyFrom(chanceFrom(seed, turn)).toString('latin1');
    await request(app).post('/en/search/').type('form').send(body);
  }
  return [
    ...(shared() === before && !('polluted' in {}) ? [] : ['something was added to every object']),
    ...errors.map((error) => `an error of ours: ${error}`),
  ];
}
