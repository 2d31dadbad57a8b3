/** What a server answers: the contract over REST or over tRPC, or one example whatever is asked. */
export type Service = 'rest' | 'trpc' | 'example' | 'trpc-example';

/**
 * A server that is measured: a program that Node runs as a process of its own. From its environment it takes `PORTAL_DB`, a
 * file that is its own, and `PORT`, which is 0; it prints its URL in one line when it listens, and ends at SIGTERM with 0.
 */
export interface Implementation {
  /** As `--only` takes it. */
  readonly name: string;
  readonly title: string;
  readonly role: 'ours' | 'floor' | 'peer';
  readonly serves: readonly Service[];
  /** The program's file, and its arguments. */
  readonly program: readonly [file: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Believes its callers, as floors do: it is not asked what only validation can answer. */
  readonly trusting?: boolean;
  /** Installs what the workspace does not; `--quick` leaves out whoever needs that. */
  readonly install?: () => Promise<void>;
}
