/** What a reference leads to; the content's references were checked when it was read. */
export function known<Value>(map: ReadonlyMap<string, Value>, id: string): Value {
  const value = map.get(id);
  if (value === undefined) throw new Error(`the content refers to “${id}”, which was not loaded`);
  return value;
}
