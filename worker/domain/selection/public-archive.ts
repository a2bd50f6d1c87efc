import type { ChainLink } from "./archive-chain.ts"
import type { AssignmentRecord } from "./assignment.ts"
import type { CertificateDocument } from "./certificate.ts"
import type { EligibilityResult } from "./eligibility.ts"
import type { EstateFigures } from "./figures.ts"
import type { ProgrammeRules } from "./rules.ts"
import type { ShortlistDocument } from "./shortlist.ts"

/**
 * 公开档案: the archive of a decided programme, for everybody. Its lists, certificates and revocations follow from what
 * stands in it; each of its elements is a link of `chain`; the SHA-256 of the file is published. Judges stand in it by
 * random ids and people who decided by numbers of this file alone, objectors not at all, and what people wrote by marks
 * under the cell's secret: only the cell can say whether a text is the one.
 */
export interface PublicArchive {
  format: 2
  /** 平台评价口径，非官方评分标准. */
  disclaimer: string
  cell: string
  programme: { id: string; slug: string; title: string; organiser: string; openedAt: string }
  /** Counts the archives of the programme. */
  number: number
  at: string
  /** The archives before this one, the first one first, with their hashes. */
  earlier: { number: number; at: string; hash: string }[]
  rules: { version: number; at: string; reason: string; hash: string; document: ProgrammeRules }[]
  nominations: PublicNomination[]
  judges: PublicJudge[]
  /** Pairs that must not be; nothing of why: that could name the judge. */
  conflicts: { judge: string; nomination: string; foundAt: string }[]
  runs: {
    number: number
    /** `bulk`, `file`, `single`, or `taken_back`: one that was taken back by hand, named in `record.kept`. */
    kind: string
    seed: number
    perCandidate: number
    at: string
    record: Omit<AssignmentRecord, "reason">
    reasonMark: string | null
  }[]
  assignments: {
    id: string
    judge: string
    nomination: string
    run: number
    endedAt: string | null
    endReason: string | null
  }[]
  reviews: {
    assignment: string
    scores: Record<string, number | null>
    abstained: boolean
    submittedAt: string
    voidedAt: string | null
  }[]
  shortlists: { number: number; hash: string; document: ShortlistDocument; reasonMark: string | null }[]
  notices: {
    number: number
    shortlist: number
    fromDay: string
    toDay: string
    workingDays: number
    openedAt: string
    closedAt: string | null
    reasonMark: string | null
  }[]
  objections: {
    number: number
    notice: number
    nomination: string
    state: string
    receivedAt: string
    decidedAt: string | null
    /** Public on the notice. */
    reply: string | null
  }[]
  awards: {
    nomination: string
    category: string
    number: string
    hash: string
    document: CertificateDocument
    awardedAt: string
    reasonMark: string | null
    revokedAt: string | null
    /** Public on the certificate. */
    revokeReason: string | null
  }[]
  /** One link for each element above, in the order of the file; the first one follows the head of the file. */
  chain: ChainLink[]
}

export interface PublicNomination {
  id: string
  category: string
  blindCode: string
  state: string
  screening: string | null
  rulesVersion: number
  figures: EstateFigures
  figuresHash: string
  eligibility: EligibilityResult | null
  answersMark: string
  submittedAt: string
  withdrawnAt: string | null
  struckAt: string | null
  /** Confirmed overrides of the rules: by whom, as numbers of people in this file. */
  overrides: { asked: string; decided: string | null; confirmed: boolean | null }[]
}

export interface PublicJudge {
  judge: string
  state: string
  identityVerified: boolean
  /** Whether it said what interests it has, or that it has none. */
  declared: boolean
  endedAt: string | null
}
