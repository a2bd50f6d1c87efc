import { z } from "zod"
import { archiveParts } from "../domain/selection/archive-chain.ts"
import type { PublicArchive } from "../domain/selection/public-archive.ts"
import { flag, number, text, word } from "./parts.ts"
import { rules } from "./rules.ts"
import { certificate, eligibility, figures, record, scores, shortlist } from "./selection.ts"

const nomination = z.object({
  id: text,
  category: text,
  blindCode: text,
  state: text,
  screening: word,
  rulesVersion: number,
  figures,
  figuresHash: text,
  eligibility: eligibility.nullable(),
  answersMark: text,
  submittedAt: text,
  withdrawnAt: word,
  struckAt: word,
  overrides: z.array(z.object({ asked: text, decided: word, confirmed: flag.nullable() })),
})

const run = z.object({
  number,
  kind: text,
  seed: number,
  perCandidate: number,
  at: text,
  record,
  reasonMark: word,
})

const notice = z.object({
  number,
  shortlist: number,
  fromDay: text,
  toDay: text,
  workingDays: number,
  openedAt: text,
  closedAt: word,
  reasonMark: word,
})

const award = z.object({
  nomination: text,
  category: text,
  number: text,
  hash: text,
  document: certificate,
  awardedAt: text,
  reasonMark: word,
  revokedAt: word,
  revokeReason: word,
})

/** The public archive of a programme: what can be derived again from it is checked by deriving it (`verifyArchive`). */
export const publicArchive = z.object({
  format: z.literal(2),
  disclaimer: text,
  cell: text,
  programme: z.object({ id: text, slug: text, title: text, organiser: text, openedAt: text }),
  number,
  at: text,
  earlier: z.array(z.object({ number, at: text, hash: text })),
  rules: z.array(z.object({ version: number, at: text, reason: text, hash: text, document: rules })),
  nominations: z.array(nomination),
  judges: z.array(
    z.object({ judge: text, state: text, identityVerified: flag, declared: flag, endedAt: word }),
  ),
  conflicts: z.array(z.object({ judge: text, nomination: text, foundAt: text })),
  runs: z.array(run),
  assignments: z.array(
    z.object({ id: text, judge: text, nomination: text, run: number, endedAt: word, endReason: word }),
  ),
  reviews: z.array(
    z.object({ assignment: text, scores, abstained: flag, submittedAt: text, voidedAt: word }),
  ),
  shortlists: z.array(z.object({ number, hash: text, document: shortlist, reasonMark: word })),
  notices: z.array(notice),
  objections: z.array(
    z.object({
      number,
      notice: number,
      nomination: text,
      state: text,
      receivedAt: text,
      decidedAt: word,
      reply: word,
    }),
  ),
  awards: z.array(award),
  chain: z.array(z.object({ part: z.enum(archiveParts), key: text, hash: text })),
}) satisfies z.ZodType<PublicArchive>
