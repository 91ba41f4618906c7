import type { Attack } from './attack.ts';
import { clockJumps } from './clock.ts';
import { hostileContent } from './content.ts';
import { damagedContent } from './editors.ts';
import { awkwardEndings } from './endings.ts';
import { hostileEnvironment } from './environment.ts';
import { brokenLogs } from './logs.ts';
import { rollingRestarts } from './rolling.ts';
import { mistakenStarts } from './starts.ts';
import { uncaughtErrors } from './uncaught.ts';

/** What the process, its clock, its log, its settings and its content can go through. */
export const processAttacks: readonly Attack[] = [
  rollingRestarts,
  awkwardEndings,
  uncaughtErrors,
  brokenLogs,
  clockJumps,
  hostileEnvironment,
  mistakenStarts,
  hostileContent,
  damagedContent,
];
