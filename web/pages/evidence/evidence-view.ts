import type {
  EvidenceGap,
  EvidenceSide,
  EvidenceType,
  WhereTaken,
} from "../../../worker/domain/evidence/evidence.ts"
import type { Bilingual, Indicator } from "../../../worker/domain/scoring/edition.ts"
import type { FormState } from "../../ui/form-state.ts"
import type { SubmissionEstate } from "../desk/submission-head.tsx"

/** What whoever verifies knows of a file. */
export interface EvidenceFacts {
  takenAt: string | null
  taken: WhereTaken | null
  /** Whether its look could be told, and compared with others. */
  compared: boolean
  /** Files under another estate, quarter or company that are the same or resemble. */
  alike: { estate: string; quarter: string; distance: number; href: string | null }[]
  /** The name by which everybody sees it, and since when. */
  publicName: string | null
  publishedAt: string | null
  /** Whether the reader may show it to everybody or take it back: `never` with the reason why not. */
  showing: "may" | "may_not" | { never: string }
}

/** A file of evidence as pages show it. */
export interface EvidencePiece {
  id: string
  name: string
  note: string
  side: EvidenceSide | null
  pair: number
  type: EvidenceType
  bytes: number
  width: number | null
  height: number | null
  hash: string
  addedAt: string
  href: string
  /** Whether the reader may describe or delete it now. */
  mine: boolean
  /** What only authorities are told. */
  official: EvidenceFacts | null
  /** Whether it is the reader's, and gone along with what was sent. */
  sent: boolean
}

/** The evidence of one indicator, or of one answer, of one estate's quarter. */
export interface EvidenceView {
  estate: SubmissionEstate & { slug: string }
  company: string | null
  quarter: string
  about: {
    /** The indicator's code, or the name of an answer to what came back. */
    name: string
    indicator: Indicator | null
    /** What the answer is about; null of a filing that came back as a whole. */
    asked: Bilingual | null
  }
  pieces: EvidencePiece[]
  gap: EvidenceGap | null
  /** Of whoever adds to it: bytes that its organisation keeps for this estate and quarter, and why nothing can be added. */
  adding: { used: number; locked: string | null } | null
  /** Where the reader came from. */
  back: string
  /** The form that was sent: the id of a piece, or `new`. */
  sent?: string
  state: FormState
}
