import { createServer } from 'node:http';
import { createBaselineAnswers } from '../baseline-answers.ts';
import { databaseFile, listen } from '../listen.ts';
import { openFile } from '../statements.ts';
import { createRestBaseline } from './rest-baseline.ts';

const sqlite = openFile(databaseFile);
const server = createServer(createRestBaseline(createBaselineAnswers(sqlite)));
await listen(server, () => sqlite.close());
