/** The only way from unknown JSON to an `Edition`: refuses with every fault and its path, and never throws. */
import type { Edition } from "./edition.ts"

export interface EditionFault {
  /** `indicators[3].alternatives[0].scoring.steps[1]`; empty for the whole document. */
  readonly path: string
  readonly message: string
}

export type EditionReading =
  | { readonly edition: Edition; readonly faults?: undefined }
  | { readonly edition?: undefined; readonly faults: EditionFault[] }

export function readEdition(json: unknown): EditionReading {
  return { faults: [{ path: "", message: `not yet: ${typeof json}` }] }
}
