import { OperatorError } from '@portal/serving/operator-error';
import { checkFile, type FileReport } from './check-file.ts';
import { formatFault } from './fault.ts';

/** Checks a file. Throws an OperatorError with the first fault and the given message. */
export async function requireIntactFile(path: string, refusal: string): Promise<FileReport> {
  const report = await checkFile(path);
  const [first, ...others] = report.faults;
  if (first === undefined) return report;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  throw new OperatorError(`${refusal}: ${formatFault(first)}${more}`);
}
