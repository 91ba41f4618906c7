import type { Site } from '../site.ts';

/**
 * Where something is answered that is not printed. Whoever hands out what is printed has to know it before Express is
 * there.
 */
export function routedAddresses({ base, edition }: Pick<Site, 'base' | 'edition'>) {
  return {
    bareHost: `${base}/`,
    health: '/healthz',
    readiness: '/readyz',
    services: edition.services.address,
  } as const;
}
