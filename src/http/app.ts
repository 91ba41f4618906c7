import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Request, Response, Router } from 'express';
import type { Edition } from '../pages/edition.ts';
import type { Site } from '../site.ts';
import { type Answers, answersOf, inLanguageOf } from './answers.ts';
import { letIn } from './connection.ts';
import { type Tally, tallyOf } from './counts.ts';
import { giving } from './give.ts';
import { handOutOf } from './hand-out.ts';
import { named, originForm, pathOf } from './paths.ts';
import { routedAddresses } from './routed.ts';
import { takeInRoutes } from './take-in.ts';

/** Answers every request. */
export type App = RequestListener & {
  /** Takes in what most requests do not need, so that nobody has to wait for it later. */
  getReady(): Promise<void>;
};

/**
 * The whole site: what is printed, and a router of Express for everything else; it opens no port.
 * @param site what is running; a new edition in it is handed out from the next request on
 * @param report told of an error in our own code, which readers see as a printed 500
 * @param tally counts the answers by their kind
 */
export function createApp(site: Site, report: (error: unknown) => void, tally: Tally = tallyOf()): App {
  const answers = answersInHand(site);
  const give = giving(site, tally);
  const routed = new Set(Object.values(routedAddresses(site)).map(named));
  const isElsewhere = (path: string) => {
    const name = named(path);
    return routed.has(name) || answers().names.has(name) || site.edition.recordAt(name) !== null;
  };
  const fail = (error: unknown, request: IncomingMessage, response: ServerResponse) => {
    report(error);
    try {
      if (response.headersSent) return response.destroy();
      const page = inLanguageOf(pathOf(request.url ?? ''), answers().errors[500], site.base);
      give(request, response, page, 'identity');
    } catch (another) {
      // Nobody is left waiting for the page that tells of the error.
      report(another);
      response.destroy();
    }
  };
  const handOut = handOutOf(site, answers, isElsewhere, tally, fail);
  // Undefined until the copy is ready, or somebody needs it: the first page is there an eighth sooner without Express.
  let router: Router | undefined;
  let coming: Promise<Router> | undefined;
  const withRouter = () => {
    coming ??= takeInRoutes()
      .then(({ routesFor }) => {
        router = routesFor(site, answers, tally);
        return router;
      })
      .catch((error) => {
        // Tried again when the next one asks.
        coming = undefined;
        throw error;
      });
    return coming;
  };

  const listener: RequestListener = (request, response) => {
    const course = letIn(request, response);
    if (!course) return;
    const failed = (error: unknown) => fail(error, request, response);
    try {
      if (handOut(request, response, course)) return;
    } catch (error) {
      return failed(error);
    }
    // Express reads the address before anything of ours, and its reader prints what it cannot read as a warning.
    request.url = originForm(request.url ?? '');
    const route = (by: Router) => by(request as Request, response as Response, failed);
    // Not by a promise, once it is there: whoever closes half of a connection right behind a request is answered as well.
    if (router) return route(router);
    withRouter().then(route).catch(failed);
  };
  return Object.assign(listener, {
    getReady: async () => {
      await withRouter();
    },
  });
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
