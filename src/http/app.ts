import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setImmediate as breath } from 'node:timers/promises';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { known } from '../model/known.ts';
import type { Edition } from '../pages/edition.ts';
import { encoded } from '../pages/encoding.ts';
import type { ErrorStatus } from '../pages/error.ts';
import type { Publication } from '../pages/open-data/publications.ts';
import type { Site } from '../site.ts';
import { type Answer, type Answers, answersOf, headFor, inLanguageOf } from './answers.ts';
import { closing, endWith, letIn } from './connection.ts';
import { type Tally, tallyOf } from './counts.ts';
import { type Form, fieldsIn, formAt, whyUnreadable } from './form.ts';
import { handOutOf } from './hand-out.ts';
import { languageChooser } from './language-choice.ts';
import { partOf } from './part.ts';
import { named, originForm, pathOf, tidied } from './paths.ts';
import { whyRefused } from './refusals.ts';
import { encodingFor, shortAcceptLanguage } from './wishes.ts';

/**
 * The whole site: what is printed, and a router of Express for everything else; it opens no port.
 * @param site what is running; a new edition in it is handed out from the next request on
 * @param report told of an error in our own code, which readers see as a printed 500
 * @param tally counts the answers by their kind
 */
export function createApp(
  site: Site,
  report: (error: unknown) => void,
  tally: Tally = tallyOf(),
): RequestListener {
  // Not Express's application, which gives each response another prototype and one property more
  // (https://github.com/expressjs/express/issues/5998). V8 has quick code for responses only as long as all have one shape
  // (https://mathiasbynens.be/notes/shapes-ics): after a single one of another shape, every answer takes longer.
  const router = Router();
  const answers = answersInHand(site);
  const formsInTurn = turns();

  const give = (request: IncomingMessage, response: ServerResponse, answer: Answer) => {
    tally.addStatus(answer.status);
    send(request, response, answer, site);
  };
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

  const routes = new Set<string>();
  const route = (address: string, ...handlers: readonly RequestHandler[]) => {
    routes.add(named(address));
    router.get(address, ...handlers);
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
  route(`${site.base}/`, shortAcceptLanguage, languageChooser(site), (request, response) => {
    response.removeHeader('Content-Language');
    const tag = site.edition.languages.find((one) => one === request.language) ?? 'en';
    say(response, 302, ['Location', `${site.base}/${tag}/`, 'Vary', 'Accept-Language']);
  });
  // Exactly these: what stands in front hides them from the public by their names.
  const check = (address: string, answer: (response: ServerResponse) => void) =>
    route(address, (request, response, next) => {
      if (pathOf(request.url) === address) answer(response);
      else next();
    });
  check('/healthz', (response) => status(response, 200, 'alive'));
  check('/readyz', (response) =>
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
  route(site.edition.services.address, (request, response) => {
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
    const tidy = [tidied(path), named(path)].find((one) => isThere(one) || one === `${site.base}/`);
    if (tidy !== undefined && tidy !== path) return say(response, 301, ['Location', tidy]);
    refuse(request, response, 404);
  });
  const fail = (error: unknown, request: IncomingMessage, response: ServerResponse) => {
    report(error);
    try {
      if (response.headersSent) response.destroy();
      else refuse(request, response, 500);
    } catch (another) {
      // Nobody is left waiting for the page that tells of the error.
      report(another);
      response.destroy();
    }
  };
  const isElsewhere = (path: string) => {
    const name = named(path);
    return routes.has(name) || answers().names.has(name) || site.edition.recordAt(name) !== null;
  };
  const handOut = handOutOf(site, answers, isElsewhere, tally);
  return (request, response) => {
    const course = letIn(request, response);
    if (!course) return;
    try {
      if (handOut(request, response, course)) return;
    } catch (error) {
      return fail(error, request, response);
    }
    // Express reads the address before anything of ours, and its reader prints what it cannot read as a warning.
    request.url = originForm(request.url ?? '');
    router(request as Request, response as Response, (error) => fail(error, request, response));
  };
}

function answersInHand(site: Site): () => Answers {
  let edition: Edition | null = null;
  let answers = answersOf(site.edition, site);
  return () => {
    if (site.edition !== edition) {
      edition = site.edition;
      answers = answersOf(edition, site);
    }
    return answers;
  };
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

function send(request: IncomingMessage, response: ServerResponse, answer: Answer, site: Site): void {
  const encoding = encodingFor(request);
  response.writeHead(answer.status, [...answer.head[encoding], ...closing(site, request)]);
  endWith(response, request.method === 'HEAD' ? undefined : answer.body[encoding]);
}
