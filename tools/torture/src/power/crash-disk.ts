import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from '../host/run-tool.ts';

/** A disk in a file, of which a copy is what a power cut would leave. */
export interface CrashDisk extends AsyncDisposable {
  readonly folder: string;
  /** Runs work on what has reached the disk by now. */
  onCopy<TResult>(work: (folder: string) => TResult): Promise<TResult>;
}

/** Rejects where file systems may not be made or mounted. */
export async function createCrashDisk(parent: string): Promise<CrashDisk> {
  const [image, folder] = [join(parent, 'disk.img'), join(parent, 'disk')];
  await runTool('truncate', '-s', '96M', image);
  await runTool('mkfs.ext4', '-q', '-F', image);
  await mountImage(image, folder);
  return {
    folder,
    async onCopy(work) {
      const [copy, place] = [`${image}.copy`, `${folder}-copy`];
      await copyFile(image, copy);
      await mountImage(copy, place);
      try {
        return work(place);
      } finally {
        await runTool('umount', place);
        await rm(copy);
      }
    },
    [Symbol.asyncDispose]: async () => void (await runTool('umount', '--lazy', folder)),
  };
}

async function mountImage(image: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await runTool('mount', '-o', 'loop', image, folder);
}
