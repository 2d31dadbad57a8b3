import { createServer } from 'node:http';
import { createFloorAnswers, type FloorAnswers } from '../src/floors/floor-answers.ts';
import { databaseFile, listen } from '../src/floors/listen.ts';
import { createRestFloor } from '../src/floors/rest/rest-floor.ts';
import { openFile } from '../src/floors/statements.ts';
import { wrongFloors } from './wrong-floors.ts';

const MOST_ANSWERS = 100;

/** Right until it was asked often. */
function tire(right: FloorAnswers): FloorAnswers {
  let left = MOST_ANSWERS;
  return {
    ...right,
    me: (viewer) => (left-- > 0 ? right.me(viewer) : { status: 500, error: 'Tired' }),
  };
}

const [, , name = ''] = process.argv;
const spoil = wrongFloors[name]?.spoil ?? tire;
const sqlite = openFile(databaseFile);
const answers = spoil(createFloorAnswers(sqlite));
await listen(createServer(createRestFloor(answers)), () => sqlite.close());
