import { expect, test } from 'vitest';
import { placeOf } from '../src/error-place.ts';

test('what is logged of an error is its place in our code', () => {
  expect(placeOf(new Error('broken'))).toMatch(/^at .*error-place\.test\.ts:\d+:\d+\)?$/);
});

test.each(['x\nat home with my abuser', 'x\n    at 12 Oak Street (me:1:1)', '    at home:1:1\n'])(
  'the words of “%s” are not in it',
  (typed) => {
    expect(placeOf(new Error(typed))).toMatch(/error-place\.test\.ts/);
    expect(placeOf(new Error(typed))).not.toMatch(/home|Oak/);
  },
);

test.each(['a text', null, undefined, 7])('%s has none', (thrown) => {
  expect(placeOf(thrown)).toBe('unknown');
});
