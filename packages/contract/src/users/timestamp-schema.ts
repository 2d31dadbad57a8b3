import { z } from '../zod.ts';

/** ISO 8601 UTC in whole seconds with `Z`. */
export const TimestampSchema = z.iso.datetime({ precision: 0 });
