export { conformanceCases } from './cases/conformance-cases.ts';
export type { ConformanceCase } from './conformance-case.ts';
export { ConformanceFailure, ConformanceSkip, type FailureReport } from './conformance-failure.ts';
export { type ContractTable, contractTable, type OperationRow } from './contract-table.ts';
export { type CoverageRow, coverageRows, coverageTable } from './coverage/coverage-table.ts';
export {
  type DifferentialOptions,
  type DifferentialReport,
  differential,
} from './differential/differential.ts';
export { findNeedlessIgnoredPaths } from './find-needless-ignored-paths.ts';
export { createMockTarget, type MockTargetOptions } from './mock-target.ts';
export { findReasonToSkip, type Need, type Needs } from './needs.ts';
export { type CaseEnding, type CaseResult, runConformance } from './run-conformance.ts';
export type { Capabilities, SignedInViewer, Target } from './target.ts';
