import { createServer } from 'node:http';
import { createFloorAnswers } from '../floor-answers.ts';
import { databaseFile, listen } from '../listen.ts';
import { openFile } from '../statements.ts';
import { createRestFloor } from './rest-floor.ts';

const sqlite = openFile(databaseFile);
const server = createServer(createRestFloor(createFloorAnswers(sqlite)));
await listen(server, () => sqlite.close());
