import { implementations } from '../src/implementations.ts';
import { testAnswers } from './test-answers.ts';
import { useWorld } from './use-world.ts';

const there = implementations.filter(({ install }) => install === undefined);

testAnswers(there, useWorld({ users: 200, seed: 1 }));
