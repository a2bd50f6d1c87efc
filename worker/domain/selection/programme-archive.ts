import type { AssignmentRecord } from "./assignment.ts"
import type { CertificateDocument } from "./certificate.ts"
import type { EligibilityResult } from "./eligibility.ts"
import type { EstateFigures } from "./figures.ts"
import type { ProgrammeRules } from "./rules.ts"
import type { ShortlistDocument } from "./shortlist.ts"

/**
 * Format 1: the archive that an organiser kept of a programme before archives were public (`PublicArchive`). None is made
 * any more; those that were made stay as they are, and `npm run verify` still derives their list again.
 */
export interface ProgrammeArchive {
  format: 1
  /** 平台评价口径，非官方评分标准. */
  disclaimer: string
  cell: string
  programme: { id: string; slug: string; title: string; organiser: string; openedAt: string }
  rules: { version: number; at: string; reason: string; hash: string; document: ProgrammeRules }[]
  nominations: ArchivedNomination[]
  judges: ArchivedJudge[]
  conflicts: { judge: string; nomination: string; kind: string; foundOn: string; foundAt: string }[]
  runs: {
    number: number
    /** `bulk`, `file`, `single`, or `taken_back`: one that was taken back by hand, named in `record.kept`. */
    kind: string
    seed: number
    perCandidate: number
    at: string
    record: Omit<AssignmentRecord, "reason">
    /** Of what somebody wrote who did it by hand; null where nothing was written. */
    reasonHash?: string | null
  }[]
  assignments: ArchivedAssignment[]
  reviews: ArchivedReview[]
  shortlists: { number: number; hash: string; document: ShortlistDocument }[]
  notices: { number: number; shortlist: number; fromDay: string; toDay: string; workingDays: number }[]
  objections: ArchivedObjection[]
  awards: ArchivedAward[]
}

export interface ArchivedNomination {
  id: string
  category: string
  blindCode: string
  /** Organisations are public. */
  nominator: string
  state: string
  screening: string | null
  rulesVersion: number
  figures: EstateFigures
  figuresHash: string
  eligibility: EligibilityResult | null
  answersHash: string
  submittedAt: string
  withdrawnAt: string | null
  struckAt: string | null
  /** Confirmed overrides of the rules: by whom, as random ids of people. */
  overrides: { asked: string; decided: string | null; confirmed: boolean | null }[]
}

export interface ArchivedJudge {
  judge: string
  state: string
  identityVerified: boolean
  /** How many interests it declared; null when it declared nothing, not even that it has none. */
  interests: number | null
  endedAt: string | null
}

export interface ArchivedAssignment {
  id: string
  judge: string
  nomination: string
  run: number
  endedAt: string | null
  endReason: string | null
}

export interface ArchivedReview {
  assignment: string
  scores: Record<string, number | null>
  abstained: boolean
  confidence: number | null
  submittedAt: string
  voidedAt: string | null
}

export interface ArchivedObjection {
  number: number
  notice: number
  nomination: string
  named: boolean
  state: string
  receivedAt: string
  decidedAt: string | null
}

export interface ArchivedAward {
  nomination: string
  number: string
  hash: string
  document: CertificateDocument
  awardedAt: string
  revokedAt: string | null
  revokeReason: string | null
}
