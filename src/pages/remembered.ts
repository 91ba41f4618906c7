/**
 * A memory of what was made of two things, that keeps neither of the two alive.
 * @returns what was made of them before, or else what `make` makes now
 */
export function remembering<One extends WeakKey, Other extends WeakKey, Value extends object>(): (
  one: One,
  other: Other,
  make: () => Value,
) => Value {
  const all = new WeakMap<One, WeakMap<Other, Value>>();
  return (one, other, make) => {
    const ofOne = all.get(one) ?? new WeakMap<Other, Value>();
    all.set(one, ofOne);
    const value = ofOne.get(other) ?? make();
    ofOne.set(other, value);
    return value;
  };
}
