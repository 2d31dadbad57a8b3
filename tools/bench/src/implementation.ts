/** What a server answers: the contract over REST or over tRPC, or one example whatever is asked. */
export type Service = 'rest' | 'trpc' | 'example' | 'trpc-example';

/**
 * A server that is measured: a program that Node runs as a process of its own. It reads `PORTAL_DB` (a file of its own)
 * and `PORT` (0) from its environment, prints its URL in one line when it listens, and exits with 0 at SIGTERM.
 */
export interface Implementation {
  /** The value of `--only`. */
  readonly name: string;
  readonly title: string;
  readonly role: 'ours' | 'baseline' | 'peer';
  readonly serves: readonly Service[];
  /** The program's file, and its arguments. */
  readonly program: readonly [file: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Does not validate its input, as baselines do not: checks that need validation are left out. */
  readonly trusting?: boolean;
  /** The `portal` command that makes the schema of its database, where that is not this checkout's. */
  readonly migrateWith?: string;
  /** Installs what the workspace does not; `--quick` leaves out an implementation that has it. */
  readonly install?: () => Promise<void>;
}
