import { expect, test } from 'vitest';
import { placeOf } from '../src/error-place.ts';
import { settingsIn } from '../src/settings.ts';

/** An error of our own code whose message holds a value. */
function thrown(value: string): unknown {
  try {
    return settingsIn({ PORT: value });
  } catch (error) {
    return error;
  }
}

test('what is logged of an error is its place in our code', () => {
  expect(placeOf(thrown('x'))).toMatch(/^settings\.ts:\d+:\d+$/);
});

test.each(['x\nat home with my abuser', 'x\n    at 12 Oak Street (me:1:1)', '    at home:1:1\n', ''])(
  'the words of “%s” are not in it',
  (typed) => {
    expect(placeOf(thrown(`${typed}x`))).toMatch(/^settings\.ts:\d+:\d+$/);
  },
);

test('an error whose words were changed later says nothing at all', () => {
  const ours = `${import.meta.dirname.replace(/test$/, 'src')}/oak.ts:1:1`;
  const written = (message: string) =>
    Object.assign(new Error(message), { stack: `Error: broken\n    at ${ours}` });
  expect(placeOf(written('broken'))).toBe('oak.ts:1:1');
  expect(placeOf(written('other words'))).toBe('unknown');
});

test('a place that is not in our code is not named', () => {
  expect(placeOf(new Error('broken'))).toBe('unknown');
});

const trap = new Error('broken');
Object.defineProperty(trap, 'stack', {
  get: () => {
    throw new Error('another');
  },
});

test.each([['a text'], [null], [undefined], [7], [trap], [Object.assign(new Error('x'), { stack: 7 })]])(
  '%s has none',
  (thing) => {
    expect(placeOf(thing)).toBe('unknown');
  },
);
