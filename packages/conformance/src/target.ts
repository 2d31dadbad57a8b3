import type { ExampleViewer } from '@portal/contract';

export type SignedInViewer = Exclude<ExampleViewer, 'anonymous'>;

/** What a target tells of itself. What it cannot be asked is skipped, and reported with the reason. */
export interface Capabilities {
  /**
   * Where its answers come from: the population of the examples, under the contract's rules; the examples,
   * whatever was sent; or users that the suite does not know.
   */
  readonly world: 'population' | 'examples' | 'unknown';
  /** What one session stores, another reads. */
  readonly sharesWorld: boolean;
  /** `Prefer: example=NAME` and `Mock-Example: operation=NAME` choose the answer. */
  readonly choosesExamples: boolean;
  /** Only the cookies it issued sign in. */
  readonly issuesSessions: boolean;
  /** Every path of its origin is its own, also those the contract does not know. */
  readonly ownsOrigin: boolean;
  /** Malformed request targets reach it as they were written, and are judged. */
  readonly judgesTargets: boolean;
  /** Requests cross a socket, below which a server judges their size. */
  readonly hasSocket: boolean;
  /** The requests a minute that the suite may use up; nothing when it may not. */
  readonly spendableRequests?: number;
}

/** Something that claims to speak the contract, over REST and tRPC. */
export interface Target {
  /** What the paths are appended to, without a slash at the end. */
  readonly url: string;
  readonly capabilities: Capabilities;
  /** The cookies are also given beside the request, since browsers hide that header of it. */
  fetch(request: Request, cookie?: string): Promise<Response>;
  /** Sessions that exist, as `Cookie` headers. */
  readonly cookies?: Readonly<Partial<Record<SignedInViewer, string>>>;
  /** A new session of that viewer, as a `Cookie` header; goes before `cookies`. */
  signIn?(viewer: SignedInViewer): Promise<string>;
  /** Puts the world back to where it began. */
  reset?(): Promise<void>;
}
