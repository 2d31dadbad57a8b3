#!/usr/bin/env node
import { createProgram } from './cli/program.ts';
import { implementations } from './implementations.ts';

await createProgram(implementations).parseAsync();
