import { createServer, ServerResponse } from 'node:http';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { openTown } from '../town.ts';

// V8 has quick code for responses as long as all have the same properties, made in the same order, and one prototype.
test('what Express answers looks to Node like any other answer', async () => {
  const { site } = await openTown();
  const responses: ServerResponse[] = [];
  const app = createApp(site, (error) => {
    throw error;
  });
  const server = createServer((asked, response) => {
    responses.push(response);
    app(asked, response);
  });
  await request(server).get('/en/food/').expect(200);
  await request(server).get('/healthz').expect(200);
  await request(server).get('/').expect(302);
  await request(server).get('/EN/FOOD').expect(301);
  await request(server).put('/en/food/').expect(405);
  await request(server).get('/hsds/services').expect(200);
  await request(server).post('/en/search/').type('form').send('q=food').expect(200);
  const [plain, ...others] = responses;
  expect(others).toHaveLength(6);
  for (const response of others) {
    expect(Reflect.ownKeys(response)).toEqual(Reflect.ownKeys(plain ?? {}));
    expect(Object.getPrototypeOf(response)).toBe(ServerResponse.prototype);
  }
});
