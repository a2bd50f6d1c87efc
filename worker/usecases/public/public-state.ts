import type { PublicPicture } from "../../domain/evidence/public-picture.ts"
import type { PressRecord } from "../../domain/press-record.ts"
import type { PublishedRelease } from "../../domain/release/snapshot.ts"
import type { CertificateDocument } from "../../domain/selection/certificate.ts"
import type { ObjectionState } from "../../domain/selection/objections.ts"
import type { Phase } from "../../domain/selection/phases.ts"
import type { ProgrammeRules } from "../../domain/selection/rules.ts"
import type { ShortlistDocument } from "../../domain/selection/shortlist.ts"

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
  archivedAt: string | null
  /** SHA-256 of the archive that it was archived with: a public one, or one that its organiser keeps. */
  archiveHash: string | null
  /** Its public archives, the oldest first. */
  archives: { number: number; at: string; hash: string }[]
  rulesVersion: number
  rules: ProgrammeRules
  /** All versions of its rules, the newest first. */
  versions: { version: number; at: string; reason: string; hash: string }[]
}

/** What everybody sees of a programme from its first notice on: lists, notices, objections without who made them. */
export interface PublicCourse {
  slug: string
  notices: {
    id: string
    number: number
    shortlistNumber: number
    fromDay: string
    toDay: string
    workingDays: number
    closedAt: string | null
  }[]
  /** `withdrawn`: nominations that were taken back before the list, whether they had stood on one or not. */
  lists: (Pick<ShortlistDocument, "number" | "frozenAt" | "categories"> & {
    hash: string
    withdrawn: string[]
  })[]
  objections: {
    noticeId: string
    nominationId: string
    number: number
    state: ObjectionState
    receivedAt: string
    replyDueDay: string
    decidedAt: string | null
    reply: string | null
    receiptHash: string
  }[]
}

/** An award with what its certificate says; a revoked one stays. */
export interface PublicAward {
  /** Of the programme, and of the estate. */
  slug: string
  estateSlug: string
  document: CertificateDocument
  hash: string
  number: string
  validTo: string
  awardedAt: string
  revokedAt: string | null
  revokeReason: string | null
}

/** A release that a later one of its period has corrected; its manifest is read when it is asked for. */
export type SupersededRelease = Omit<PublishedRelease, "kind" | "manifest">

/** Everything public of a cell besides the rows of its releases: small enough to be read whole. */
export interface PublicState {
  /** Changes whenever anything that a public page shows changes: the key of the page cache. */
  version: string
  /** Newest period first, a year before its quarters; one release a period, the latest revision. */
  releases: PublishedRelease[]
  /** Earlier releases of these periods that were corrected, by period and number: still readable. */
  superseded: SupersededRelease[]
  press: PressEstate[]
  places: { districts: { code: string; name: string }[] }
  /** By estate slug, oldest first. */
  tenures: Record<string, PublicTenure[]>
  /** Names that estates had before, by slug; of those only that had any. */
  former: Record<string, string[]>
  /** The quarter that companies file now, with the last day (`YYYY-MM-DD`), if any is open. */
  open: { quarter: string; deadlineDay: string } | null
  /** The quarter that has been closed and is being checked before its release, with the last day of that, if one is. */
  checking: { quarter: string; until: string | null } | null
  /** Programmes that have opened, the newest first. */
  programmes: PublicProgramme[]
  /** From the notice to the certificates: of programmes that have had a notice, and all awards, the newest first. */
  outcomes: { courses: PublicCourse[]; awards: PublicAward[] }
  /** By estate slug: what authorities show to everybody of quarters that have been released. */
  pictures: Record<string, PublicPicture[]>
}
