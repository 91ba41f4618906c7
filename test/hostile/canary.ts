/** A word that no page has. Whatever was sent with it must not come back, nor stay anywhere. */
export const CANARY = 'zqxcanary7f3a';
