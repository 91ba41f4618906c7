import { reading } from './answers.ts';
import type { Attack } from './attack.ts';
import { CANARY } from './canary.ts';
import { type Exchange, exchanged, type Sending } from './exchange.ts';
import { inParallel } from './in-parallel.ts';
import { mistakesIn } from './judge.ts';
import type { OwnGuide } from './own-guide.ts';
import { rawRequest } from './raw-requests.ts';
import { besieged } from './siege.ts';
import { timesOf } from './table.ts';

const WIDTH = 48;
/** How many requests of one connection may be unanswered. */
const MOST_WAITING = 4;

/** Requests that break every rule of HTTP, and bytes that are none. */
export const malformed: Attack = {
  name: 'malformed raw requests',
  amount: 100_000,
  short: 1_500,
  unit: 'connections',
  run: (amount, seed) =>
    besieged({}, async ({ guide, server, failures }) => {
      const statuses = new Map<number, number>();
      let silent = 0;
      await inParallel(amount, WIDTH, async (turn) => {
        const sending = rawRequest(seed, turn);
        const exchange = await exchanged(server.port, sending);
        const mistakes = mistakesOf(sending, exchange, guide);
        if (mistakes.length > 0) failures.add(`connection ${turn}: ${mistakes.slice(0, 3).join('; ')}`);
        const { answers } = reading(exchange.bytes);
        if (answers.length === 0) silent += 1;
        for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      });
      return { amount, note: `${timesOf(statuses)}; ${silent} without an answer` };
    }),
};

/** What is wrong with all that came back for something sent. */
export function mistakesOf({ bytes, afterwards }: Sending, exchange: Exchange, guide: OwnGuide): string[] {
  const { answers, mistakes, leaves, isCutOff } = reading(exchange.bytes);
  const found = [...mistakes, ...answers.flatMap((said) => mistakesIn(said, guide))];
  if (exchange.end === 'hung' || exchange.end === 'refused') found.push(`the connection was ${exchange.end}`);
  const sent = bytes.toString('latin1');
  // Every request has the end of a head.
  const most = sent.split(/\n\r?\n|\r\r/).length + (afterwards ? 1 : 0);
  // Bytes that the server no longer read make the system throw away what it had written; and whoever asks for too much
  // at once is left in the middle.
  const isGreedy = most > MOST_WAITING + 1;
  if (isCutOff && exchange.end !== 'reset' && !isGreedy) found.push('an answer without its end');
  if (answers.some(({ isHeadOnly }) => isHeadOnly) && !sent.includes('HEAD')) {
    found.push('an answer without its body');
  }
  if (answers.length > most) found.push(`${answers.length} answers to at most ${most} requests`);
  if (leaves > 0 && !isSearchWithLeave(sent)) found.push('leave to send a body that nobody will read');
  const echoed = exchange.bytes.toString('latin1').replace(/value="[^"]*"/g, '');
  if (echoed.includes(CANARY)) found.push('what was sent');
  return found;
}

function isSearchWithLeave(sent: string): boolean {
  return /POST [^ ]*\/(?:en\/search|es\/buscar)\/?/i.test(sent) && /100-continue/i.test(sent);
}
