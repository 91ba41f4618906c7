import { setTimeout as pause } from 'node:timers/promises';

/** What came of asking for an outside address. */
export type LinkAnswer =
  | { kind: 'good' }
  | { kind: 'moved'; to: string }
  | { kind: 'broken'; reason: string }
  /** The site turns programs away; a person has to look. */
  | { kind: 'closed'; reason: string };

/** Asks for one address; `fetch` itself, unless a test hands in its own. */
export type Ask = (url: string, options: RequestInit) => Promise<Response>;

const TIME_LIMIT_MS = 20_000;
const POLITE_PAUSE_MS = 1_000;
const CLOSED = [401, 403, 405, 406, 429, 503];

/**
 * Asks for each address once, one after the other, with a pause between requests to the same host.
 * @param tell told of each answer as it comes
 */
export async function checkLinks(
  urls: readonly string[],
  tell: (url: string, answer: LinkAnswer) => void,
  ask: Ask = fetch,
  wait: (milliseconds: number) => Promise<unknown> = pause,
): Promise<void> {
  const asked = new Set<string>();
  for (const url of new Set(urls)) {
    const { hostname } = new URL(url);
    if (asked.has(hostname)) await wait(POLITE_PAUSE_MS);
    asked.add(hostname);
    tell(url, await answerOf(url, ask));
  }
}

async function answerOf(url: string, ask: Ask): Promise<LinkAnswer> {
  try {
    const response = await ask(url, {
      redirect: 'follow',
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
      headers: { 'user-agent': 'link check of a community resource guide', accept: 'text/html,*/*' },
    });
    await response.body?.cancel();
    if (CLOSED.includes(response.status)) return { kind: 'closed', reason: String(response.status) };
    if (!response.ok) return { kind: 'broken', reason: String(response.status) };
    const isElsewhere = response.redirected && withoutSlash(response.url) !== withoutSlash(url);
    return isElsewhere ? { kind: 'moved', to: response.url } : { kind: 'good' };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { kind: 'broken', reason: cause instanceof Error ? cause.message : String(cause) };
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}
