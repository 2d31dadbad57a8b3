import { createServer } from 'node:http';
import { type BaselineAnswers, createBaselineAnswers } from '../src/baselines/baseline-answers.ts';
import { databaseFile, listen } from '../src/baselines/listen.ts';
import { createRestBaseline } from '../src/baselines/rest/rest-baseline.ts';
import { openFile } from '../src/baselines/statements.ts';
import { wrongBaselines } from './wrong-baselines.ts';

const MOST_ANSWERS = 100;

/** Right until it was asked often. */
function tire(right: BaselineAnswers): BaselineAnswers {
  let left = MOST_ANSWERS;
  return {
    ...right,
    me: (viewer) => (left-- > 0 ? right.me(viewer) : { status: 500, error: 'Tired' }),
  };
}

const [, , name = ''] = process.argv;
const spoil = wrongBaselines[name]?.spoil ?? tire;
const sqlite = openFile(databaseFile);
const answers = spoil(createBaselineAnswers(sqlite));
await listen(createServer(createRestBaseline(answers)), () => sqlite.close());
