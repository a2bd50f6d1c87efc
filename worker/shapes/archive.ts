import { z } from "zod"
import type { ProgrammeArchive } from "../domain/selection/programme-archive.ts"
import { figure, flag, number, text, word } from "./parts.ts"
import { publicArchive } from "./public-archive.ts"
import { rules } from "./rules.ts"
import { certificate, eligibility, figures, record, scores, shortlist } from "./selection.ts"

/** The archive of a programme as its organiser kept it before archives were public. */
const keptArchive = z.object({
  format: z.literal(1),
  disclaimer: text,
  cell: text,
  programme: z.object({ id: text, slug: text, title: text, organiser: text, openedAt: text }),
  rules: z.array(z.object({ version: number, at: text, reason: text, hash: text, document: rules })),
  nominations: z.array(
    z.object({
      id: text,
      category: text,
      blindCode: text,
      nominator: text,
      state: text,
      screening: word,
      rulesVersion: number,
      figures,
      figuresHash: text,
      eligibility: eligibility.nullable(),
      answersHash: text,
      submittedAt: text,
      withdrawnAt: word,
      struckAt: word,
      overrides: z.array(z.object({ asked: text, decided: word, confirmed: flag.nullable() })),
    }),
  ),
  judges: z.array(
    z.object({ judge: text, state: text, identityVerified: flag, interests: figure, endedAt: word }),
  ),
  conflicts: z.array(z.object({ judge: text, nomination: text, kind: text, foundOn: text, foundAt: text })),
  runs: z.array(
    z.object({
      number,
      kind: text,
      seed: number,
      perCandidate: number,
      at: text,
      record,
      reasonHash: word.optional(),
    }),
  ),
  assignments: z.array(
    z.object({ id: text, judge: text, nomination: text, run: number, endedAt: word, endReason: word }),
  ),
  reviews: z.array(
    z.object({
      assignment: text,
      scores,
      abstained: flag,
      confidence: figure,
      submittedAt: text,
      voidedAt: word,
    }),
  ),
  shortlists: z.array(z.object({ number, hash: text, document: shortlist })),
  notices: z.array(z.object({ number, shortlist: number, fromDay: text, toDay: text, workingDays: number })),
  objections: z.array(
    z.object({
      number,
      notice: number,
      nomination: text,
      named: flag,
      state: text,
      receivedAt: text,
      decidedAt: word,
    }),
  ),
  awards: z.array(
    z.object({
      nomination: text,
      number: text,
      hash: text,
      document: certificate,
      awardedAt: text,
      revokedAt: word,
      revokeReason: word,
    }),
  ),
}) satisfies z.ZodType<ProgrammeArchive>

/** An archive of a programme of either format. */
export const archive = z.discriminatedUnion("format", [keptArchive, publicArchive])
