import type { PressRecord } from "../../domain/press-record.ts"
import type { PublishedRelease } from "../../domain/release/snapshot.ts"

/** Everything public of a cell besides the rows of its releases: small enough to be read whole. */
export interface PublicState {
  /** Changes whenever anything that a public page shows changes: the key of the page cache. */
  version: string
  /** Newest period first, a year before its quarters; one release a period, the latest revision. */
  releases: PublishedRelease[]
  /** Estates known from the press only: never scored, banded or ranked. */
  press: {
    slug: string
    name: string
    placeNames: string[]
    district: string
    year: number
    document: PressRecord
  }[]
  places: { districts: { code: string; name: string }[] }
  /** By estate slug, oldest first. */
  tenures: Record<string, { company: string; fromDate: string }[]>
  /** The quarter that companies file now, with the last day (`YYYY-MM-DD`), if any is open. */
  open: { quarter: string; deadlineDay: string } | null
}
