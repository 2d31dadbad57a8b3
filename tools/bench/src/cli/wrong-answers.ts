/** Whose answers to what differed, and how. */
export class WrongAnswers extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super('answers are wrong');
    this.name = 'WrongAnswers';
    this.faults = faults;
  }
}
