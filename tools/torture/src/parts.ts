import { clockPart } from './clock/clock-part.ts';
import { damagePart } from './damage/damage-part.ts';
import { demoPart } from './demo/demo-part.ts';
import { descriptorsPart } from './descriptors/descriptors-part.ts';
import { fsyncPart } from './disk/fsync-part.ts';
import { fullPart } from './disk/full-part.ts';
import { framingPart } from './framing/framing-part.ts';
import { fuzzPart } from './fuzz/fuzz-part.ts';
import { killPart } from './kill/kill-part.ts';
import { limitsPart } from './limits/limits-part.ts';
import { lockPart } from './locks/lock-part.ts';
import { walPart } from './locks/wal-part.ts';
import { migrationPart } from './migration/migration-part.ts';
import type { Part } from './part.ts';
import { powerPart } from './power/power-part.ts';
import { racesPart } from './races/races-part.ts';
import { shutdownPart } from './shutdown/shutdown-part.ts';
import { socketsPart } from './sockets/sockets-part.ts';
import { versionPart } from './version/version-part.ts';

/** Every part, in the order of the table. */
export const parts: readonly Part[] = [
  killPart,
  shutdownPart,
  fuzzPart,
  framingPart,
  socketsPart,
  limitsPart,
  racesPart,
  fullPart,
  fsyncPart,
  lockPart,
  walPart,
  descriptorsPart,
  clockPart,
  migrationPart,
  demoPart,
  versionPart,
  damagePart,
  powerPart,
];
