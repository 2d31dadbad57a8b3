import { clockScenario } from './clock/clock-scenario.ts';
import { damageScenario } from './damage/damage-scenario.ts';
import { demoScenario } from './demo/demo-scenario.ts';
import { descriptorsScenario } from './descriptors/descriptors-scenario.ts';
import { fsyncScenario } from './disk/fsync-scenario.ts';
import { fullScenario } from './disk/full-scenario.ts';
import { framingScenario } from './framing/framing-scenario.ts';
import { fuzzScenario } from './fuzz/fuzz-scenario.ts';
import { killScenario } from './kill/kill-scenario.ts';
import { limitsScenario } from './limits/limits-scenario.ts';
import { lockScenario } from './locks/lock-scenario.ts';
import { lockedStopScenario } from './locks/locked-stop-scenario.ts';
import { waitingScenario } from './locks/waiting-scenario.ts';
import { walScenario } from './locks/wal-scenario.ts';
import { logScenario } from './log/log-scenario.ts';
import { migrationScenario } from './migration/migration-scenario.ts';
import { pipeliningScenario } from './pipelining/pipelining-scenario.ts';
import { powerScenario } from './power/power-scenario.ts';
import { racesScenario } from './races/races-scenario.ts';
import type { Scenario } from './scenario.ts';
import { shutdownScenario } from './shutdown/shutdown-scenario.ts';
import { socketsScenario } from './sockets/sockets-scenario.ts';
import { versionScenario } from './version/version-scenario.ts';

/** Every scenario, in the order of the table. */
export const scenarios: readonly Scenario[] = [
  killScenario,
  shutdownScenario,
  fuzzScenario,
  framingScenario,
  socketsScenario,
  pipeliningScenario,
  limitsScenario,
  racesScenario,
  fullScenario,
  fsyncScenario,
  logScenario,
  lockScenario,
  waitingScenario,
  lockedStopScenario,
  walScenario,
  descriptorsScenario,
  clockScenario,
  migrationScenario,
  demoScenario,
  versionScenario,
  damageScenario,
  powerScenario,
];
