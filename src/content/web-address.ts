/**
 * A web address as browsers read it (WHATWG URL); null for what is none.
 *
 * Not `URL.canParse`: in Node 20 and 22 it says no to `https://é.example/` after it was asked some thousand times, as a
 * copy that runs for months does.
 */
export function webAddressOf(written: string): URL | null {
  try {
    return new URL(written);
  } catch {
    return null;
  }
}
