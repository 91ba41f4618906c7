import { z } from 'zod';
import { both } from './bilingual.ts';

/** The drawings made for the guide; `views/partials/drawing.ejs` draws each of them. */
export const DRAWINGS = [
  'door',
  'who',
  'slip',
  'look',
  'refuse',
  'silent',
  'calm',
  'go',
  'lawyer',
  'bag',
  'name',
  'born',
  'interpreter',
  'children',
  'write',
  'happened',
  'call',
  'search',
  'number',
  'judge',
  'officer',
] as const;

export type DrawingName = (typeof DRAWINGS)[number];

/** The name of a drawing. */
export const drawing = z.enum(
  DRAWINGS,
  both(`write one of: ${DRAWINGS.join(', ')}`, `escriba uno de estos: ${DRAWINGS.join(', ')}`),
);
