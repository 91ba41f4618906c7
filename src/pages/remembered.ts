/** Makes something of two things when it is asked for, and remembers it as long as both of them are in memory. */
export type Remember<One, Other, Value> = (one: One, other: Other, make: () => Value) => Value;

/** A memory that keeps neither of the two alive. */
export function remembering<One extends WeakKey, Other extends WeakKey, Value extends object>(): Remember<
  One,
  Other,
  Value
> {
  const all = new WeakMap<One, WeakMap<Other, Value>>();
  return (one, other, make) => {
    const ofOne = all.get(one) ?? new WeakMap<Other, Value>();
    all.set(one, ofOne);
    const value = ofOne.get(other) ?? make();
    ofOne.set(other, value);
    return value;
  };
}
