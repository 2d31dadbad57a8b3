import type { Target } from '../target.ts';

const MAX_ATTEMPTS = 3;
const SECOND = 1000;

export interface PatientFetchOptions {
  /** Prints each wait. */
  readonly note: (text: string) => void;
  /** Waits so many milliseconds. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** Waits as long as a 429 says, and sends the request again. */
export function createPatientFetch({ note, wait = sleep }: PatientFetchOptions): Target['fetch'] {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(request.clone());
      const seconds = Number(response.headers.get('retry-after'));
      if (response.status !== 429 || !(seconds > 0) || attempt === MAX_ATTEMPTS) return response;
      await response.arrayBuffer();
      note(`over the request limit; sending it again in ${seconds} seconds`);
      await wait(seconds * SECOND);
    }
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
