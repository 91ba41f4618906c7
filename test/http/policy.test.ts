import { CspEvaluator, STRICTCSP_CHECKS } from 'csp_evaluator';
import { type Finding, Type } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openTown } from '../town.ts';

const ADDRESSES = [
  ['a page', 'get', '/en/food/'],
  ['the page of the search', 'get', '/es/buscar/'],
  ['an answer to a search', 'post', '/en/search/'],
  ['an error page', 'get', '/es/nada/'],
  ['the redirect of the bare host', 'get', '/'],
  ['the redirect to the address with its last slash', 'get', '/en/food'],
  ['a health check', 'get', '/readyz'],
] as const;

// What the strict checks would like, and why it is not done.
const ACCEPTED = new Set([
  // A browser too old for hashes then runs no script at all, and every page works without one.
  Type.UNSAFE_INLINE_FALLBACK,
]);
// A redirect and a health check have no markup that a script could change.
const ACCEPTED_WITHOUT_MARKUP = new Set([...ACCEPTED, Type.REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS]);

const towns = await Promise.all(
  ['http://guide.example.org', 'https://guide.example.org'].map(async (origin) => ({
    origin,
    app: (await openTown({ origin })).app,
  })),
);

describe.each(towns)("Google's policy evaluator at $origin", ({ app }) => {
  test.each(ADDRESSES)('finds nothing in the policy of %s', async (_what, method, path) => {
    const { policy } = await answerTo(app, method, path);
    expect(said(evaluator(policy).evaluate())).toEqual([]);
  });

  test.each(ADDRESSES)('finds nothing strict to add to %s', async (_what, method, path) => {
    const { policy, isMarkup } = await answerTo(app, method, path);
    const accepted = isMarkup ? ACCEPTED : ACCEPTED_WITHOUT_MARKUP;
    const findings = evaluator(policy).evaluate([], STRICTCSP_CHECKS);
    expect(said(findings.filter(({ type }) => !accepted.has(type)))).toEqual([]);
  });
});

test.each([
  ["script-src 'self'", 'script-src'],
  ["script-src 'unsafe-inline'", 'script-src'],
  ['img-scr data:', 'img-scr'],
])('the evaluator would complain of %s', (directive, place) => {
  const findings = evaluator(`default-src 'none';${directive}`).evaluate();
  expect(findings.map((finding) => finding.directive)).toContain(place);
});

async function answerTo(app: (typeof towns)[number]['app'], method: 'get' | 'post', path: string) {
  const asked = request(app)[method](path);
  const { headers } = await (method === 'post' ? asked.type('form').send({ q: 'food' }) : asked);
  return {
    policy: String(headers['content-security-policy']),
    isMarkup: String(headers['content-type']).startsWith('text/html'),
  };
}

function evaluator(policy: string): CspEvaluator {
  return new CspEvaluator(new CspParser(policy).csp);
}

function said(findings: readonly Finding[]): string[] {
  return findings.map(({ directive, description }) => `${directive}: ${description}`);
}
