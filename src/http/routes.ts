import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as breath } from 'node:timers/promises';
import { Router } from 'express';
import { known } from '../model/known.ts';
import { encoded } from '../pages/encoding.ts';
import type { ErrorStatus } from '../pages/error.ts';
import type { Publication } from '../pages/open-data/publications.ts';
import type { Site } from '../site.ts';
import { type Answer, type Answers, headFor, inLanguageOf } from './answers.ts';
import { closing, endWith } from './connection.ts';
import type { Tally } from './counts.ts';
import { type Form, fieldsIn, formAt, whyUnreadable } from './form.ts';
import { giving } from './give.ts';
import { languageChooser } from './language-choice.ts';
import { partOf } from './part.ts';
import { named, pathOf, tidied } from './paths.ts';
import { whyRefused } from './refusals.ts';
import { routedAddresses } from './routed.ts';
import { encodingFor, shortAcceptLanguage } from './wishes.ts';

/**
 * What is not handed out as it is printed: forms, the choice of a language, addresses that are written in another way,
 * health checks, data, and every request that is not plain.
 * @param answers those of the edition in hand
 */
export function routesFor(site: Site, answers: () => Answers, tally: Tally): Router {
  // Not Express's application, which gives each response another prototype and one property more
  // (https://github.com/expressjs/express/issues/5998). V8 has quick code for responses only as long as all have one shape
  // (https://mathiasbynens.be/notes/shapes-ics): after a single one of another shape, every answer takes longer.
  const router = Router();
  const formsInTurn = turns();
  const addresses = routedAddresses(site);
  const giveAs = giving(site, tally);
  const give = (request: IncomingMessage, response: ServerResponse, answer: Answer) =>
    giveAs(request, response, answer, encodingFor(request));
  const refuse = (request: IncomingMessage, response: ServerResponse, status: ErrorStatus) =>
    give(request, response, inLanguageOf(pathOf(request.url ?? ''), answers().errors[status], site.base));
  const say = (response: ServerResponse, status: number, headers: readonly string[], body = '') => {
    // Balancers ask for health all day; that is nobody's visit.
    if (status !== 200 && status !== 503) tally.addStatus(status);
    response.writeHead(status, [
      ...answers().headers.bare,
      ...headers,
      'Content-Length',
      String(Buffer.byteLength(body)),
      ...closing(site, response.req),
    ]);
    endWith(response, body);
  };
  const status = (response: ServerResponse, code: number, state: string, more: object = {}) =>
    say(
      response,
      code,
      ['Content-Type', 'application/json'],
      `${JSON.stringify({ status: state, edition: site.edition.version, ...more })}\n`,
    );

  const isThere = (path: string) =>
    answers().pages.has(path) || answers().unprinted.has(path) || site.edition.recordAt(path) !== null;
  const giveWhenPrinted = async (
    print: () => Promise<Answer>,
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    const answer = await print();
    if (!response.destroyed) give(request, response, answer);
  };

  const answerForm = async (form: Form, request: IncomingMessage, response: ServerResponse) => {
    const unreadable = whyUnreadable(request);
    if (unreadable) return refuse(request, response, unreadable);
    const fields = await fieldsIn(request, response, form);
    if (fields === null) return;
    if (!(fields instanceof URLSearchParams)) return refuse(request, response, fields);
    await form.prepare();
    await formsInTurn();
    if (response.destroyed) return;
    const encoding = encodingFor(request);
    const body = await encoded(Buffer.from(form.answer(fields)), encoding, 'quickly');
    const head = headFor(answers().headers.answer, form.language, encoding, body.length);
    response.writeHead(200, [...head, ...closing(site, request, 'read')]);
    endWith(response, body);
    tally.add(form.kind);
  };

  router.use((request, response, next) => {
    const isAsking = request.method === 'GET' || request.method === 'HEAD';
    const form = isAsking ? null : formAt(tidied(pathOf(request.url)), site.edition);
    const refused = whyRefused(request, form?.mostBytes);
    if (refused === 417) return say(response, 417, []);
    if (refused) return refuse(request, response, refused);
    if (!isAsking) {
      if (!form) return refuse(request, response, 405);
      if (request.method === 'POST') return answerForm(form, request, response);
      return give(request, response, known(answers().notAForm, form.language));
    }
    const path = pathOf(request.url);
    const page = answers().pages.get(path);
    if (page) return give(request, response, page);
    const print = answers().unprinted.get(path);
    if (print) return giveWhenPrinted(print, request, response);
    next();
  });

  // The only place that looks at a reader's browser, and it keeps nothing: a bare host name has no language.
  router.get(addresses.bareHost, shortAcceptLanguage, languageChooser(site), (request, response) => {
    response.removeHeader('Content-Language');
    const tag = site.edition.languages.find((one) => one === request.language) ?? 'en';
    say(response, 302, ['Location', `${site.base}/${tag}/`, 'Vary', 'Accept-Language']);
  });
  // Exactly these: what stands in front hides them from the public by their names.
  const check = (address: string, answer: (response: ServerResponse) => void) =>
    router.get(address, (request, response, next) => {
      if (pathOf(request.url) === address) answer(response);
      else next();
    });
  check(addresses.health, (response) => status(response, 200, 'alive'));
  check(addresses.readiness, (response) =>
    // An edition that is a little old is better than none: a refusal does not take this copy out of service.
    site.isStopping ? status(response, 503, 'stopping') : status(response, 200, 'serving', contentOf(site)),
  );

  const giveData = async (
    request: IncomingMessage,
    response: ServerResponse,
    data: Omit<Publication, 'address'>,
  ) => {
    const encoding = encodingFor(request);
    // A new edition may come while this one waits, and its name must not stand on the words of the one before.
    const { headers } = answers();
    await formsInTurn();
    const body = await encoded(Buffer.from(data.body()), encoding, 'quickly');
    if (response.destroyed) return;
    tally.addStatus(200);
    const head = headFor(headers.data, data.language, encoding, body.length, data.type);
    response.writeHead(200, [...head, ...closing(site, request)]);
    endWith(response, request.method === 'HEAD' ? undefined : body);
  };
  router.get(addresses.services, (request, response) => {
    const part = partOf(request.url);
    if (!part) return refuse(request, response, 400);
    const { services } = site.edition;
    const body = () => `${JSON.stringify(services.page(part.page, part.size))}\n`;
    return giveData(request, response, { type: 'application/json', language: null, body });
  });

  router.use((request, response) => {
    const path = pathOf(request.url);
    const record = site.edition.recordAt(path);
    if (record) return giveData(request, response, record);
    const tidy = [tidied(path), named(path)].find((one) => isThere(one) || one === addresses.bareHost);
    if (tidy !== undefined && tidy !== path) return say(response, 301, ['Location', tidy]);
    refuse(request, response, 404);
  });
  return router;
}

// A thousand searches at once would keep everybody else waiting until the last of them is printed.
function turns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => breath());
    return last;
  };
}

const MOST_PLACES = 5;

function contentOf({ refusal }: Site): object {
  if (refusal.length === 0) return { content: 'current' };
  const places = refusal.slice(0, MOST_PLACES).map(({ file, line, column }) => `${file}:${line}:${column}`);
  return { content: 'refused', mistakes: refusal.length, at: places };
}
