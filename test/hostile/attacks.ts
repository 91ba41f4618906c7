import { acceptLanguage } from './accept-language.ts';
import type { Attack } from './attack.ts';
import { canaries } from './canaries.ts';
import { descriptors } from './descriptors.ts';
import { greedy } from './greedy.ts';
import { malformed } from './malformed.ts';
import { manySearches } from './many-searches.ts';
import { memoryOverRequests } from './memory.ts';
import { noFiles } from './no-files.ts';
import { processAttacks } from './of-the-process.ts';
import { sameBytes } from './same-bytes.ts';
import { searches } from './searches.ts';
import { slow } from './slow.ts';

/** Everything that is tried, in the order of the table. */
export const attacks: readonly Attack[] = [
  malformed,
  searches,
  manySearches,
  sameBytes,
  acceptLanguage,
  canaries,
  noFiles,
  slow,
  ...greedy,
  descriptors,
  memoryOverRequests,
  ...processAttacks,
];
