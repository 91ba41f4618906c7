/** What `npm start` gives to Node. */
export const NODE_FLAGS = [
  '--disable-proto=delete',
  '--max-semi-space-size=4',
  '--max-old-space-size=384',
] as const;
