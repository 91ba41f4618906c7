import request from 'supertest';
import { expect, test } from 'vitest';
import { openTown } from '../town.ts';
import { COMMON_HEADERS } from './common-headers.ts';

const errorPolicy = ({ styles }: { styles: readonly string[] }) =>
  `default-src 'none';style-src ${styles.join(' ')};img-src data:;base-uri 'none';form-action 'none';` +
  "frame-ancestors 'none';require-trusted-types-for 'script';trusted-types 'none'";

const pagePolicy = ({ styles, scripts }: { styles: readonly string[]; scripts: readonly string[] }) =>
  `default-src 'none';style-src ${styles.join(' ')};img-src data:;base-uri 'none';form-action 'self';` +
  `frame-ancestors 'none';script-src ${scripts.join(' ')};connect-src 'self';` +
  "require-trusted-types-for 'script';trusted-types 'none'";

const BARE_POLICY = "default-src 'none';frame-ancestors 'none'";

const town = await openTown();
const secure = await openTown({ origin: 'https://guide.example.org' });
const { hashes } = town.site.edition;

/** Everything but what every HTTP connection says of itself. */
async function headersOf(path: string, { app } = town, method: 'get' | 'post' = 'get') {
  const {
    date,
    connection,
    'content-length': length,
    ...headers
  } = (await request(app)[method](path)).headers;
  expect(date).toBeTypeOf('string');
  expect(connection).toBe('close');
  expect(length).toMatch(/^\d+$/);
  return headers;
}

test('a page carries exactly these headers', async () => {
  expect(await headersOf('/en/food/')).toEqual({
    ...COMMON_HEADERS,
    'content-encoding': 'gzip',
    'content-language': 'en',
    'content-security-policy': pagePolicy(hashes),
    'content-type': 'text/html; charset=utf-8',
    'request-otr': '1',
    vary: 'Accept-Encoding',
  });
});

test('an error page carries exactly these headers', async () => {
  expect(await headersOf('/es/nada/')).toEqual({
    ...COMMON_HEADERS,
    'content-encoding': 'gzip',
    'content-language': 'en, es',
    'content-security-policy': errorPolicy(hashes),
    'content-type': 'text/html; charset=utf-8',
    vary: 'Accept-Encoding',
  });
});

test('a wrong method is told which ones are right', async () => {
  expect(await headersOf('/en/food/', town, 'post')).toMatchObject({ ...COMMON_HEADERS, allow: 'GET, HEAD' });
});

test('the redirect of the bare host depends on Accept-Language alone', async () => {
  expect(await headersOf('/')).toEqual({
    ...COMMON_HEADERS,
    'content-security-policy': BARE_POLICY,
    location: '/en/',
    vary: 'Accept-Language',
  });
});

test.each(['/healthz', '/readyz'])('%s carries exactly these headers', async (path) => {
  expect(await headersOf(path)).toEqual({
    ...COMMON_HEADERS,
    'content-security-policy': BARE_POLICY,
    'content-type': 'application/json',
  });
});

test.each(['/healthz/', '/HEALTHZ', '/readyz/', '/ReadyZ'])(
  '%s is no health check: what stands in front hides those by their exact names',
  async (path) => {
    expect((await request(town.app).get(path)).status).toBe(404);
  },
);

test('over https a page asks for https from then on, for every name of the host', async () => {
  const headers = await headersOf('/en/food/', secure);
  expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
  expect(headers['content-security-policy']).toBe(`${pagePolicy(hashes)};upgrade-insecure-requests`);
});

test('under a path of another site, the other names of the host are left alone', async () => {
  const guest = await openTown({ origin: 'https://city.example.org', base: '/guide' });
  const headers = await headersOf('/guide/en/food/', guest);
  expect(headers['strict-transport-security']).toBe('max-age=63072000');
});
