import type { PressRecord } from "../../domain/press-record.ts"
import type { PublishedRelease } from "../../domain/release/snapshot.ts"
import type { Phase } from "../../domain/selection/phases.ts"
import type { ProgrammeRules } from "../../domain/selection/rules.ts"

/** An estate known from the press only (报道记录): never scored, banded or ranked. */
export interface PressEstate {
  slug: string
  name: string
  /** Names from district down to the finest known place. */
  placeNames: string[]
  /** Code of the district (functional zone or county). */
  district: string
  /** The year that the facts describe. */
  year: number
  document: PressRecord
}

/** A company that has managed an estate since a day (`YYYY-MM-DD`, Asia/Shanghai). */
export interface PublicTenure {
  company: string
  fromDate: string
}

/** A programme (评选) that has opened, with its rules in force. */
export interface PublicProgramme {
  slug: string
  organiser: string
  demonstration: boolean
  phase: Phase
  openedAt: string | null
  stoppedAt: string | null
  stopReason: string | null
  rulesVersion: number
  rules: ProgrammeRules
  /** All versions of its rules, the newest first. */
  versions: { version: number; at: string; reason: string; hash: string }[]
}

/** Everything public of a cell besides the rows of its releases: small enough to be read whole. */
export interface PublicState {
  /** Changes whenever anything that a public page shows changes: the key of the page cache. */
  version: string
  /** Newest period first, a year before its quarters; one release a period, the latest revision. */
  releases: PublishedRelease[]
  press: PressEstate[]
  places: { districts: { code: string; name: string }[] }
  /** By estate slug, oldest first. */
  tenures: Record<string, PublicTenure[]>
  /** The quarter that companies file now, with the last day (`YYYY-MM-DD`), if any is open. */
  open: { quarter: string; deadlineDay: string } | null
  /** Programmes that have opened, the newest first. */
  programmes: PublicProgramme[]
}
