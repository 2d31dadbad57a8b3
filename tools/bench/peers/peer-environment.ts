/** What whoever starts a peer tells it. */
export interface PeerEnvironment {
  readonly file: string;
  readonly port: number;
}

export function readPeerEnvironment(): PeerEnvironment {
  // biome-ignore lint/style/noProcessEnv: a peer is a program of its own, and this is its configuration
  const { PORTAL_DB, PORT = '0' } = process.env;
  if (PORTAL_DB === undefined) throw new Error('PORTAL_DB must name a database file');
  return { file: PORTAL_DB, port: Number(PORT) };
}
