import type { ProgrammeRows } from "../../data/programme-archive.ts"
import type { Digest } from "../../domain/release/content.ts"
import type { ArchivedNomination, ProgrammeArchive } from "../../domain/selection/programme-archive.ts"

export interface ArchiveDeps {
  digest: Digest
  /** Stands beside every score: 平台评价口径，非官方评分标准. */
  disclaimer: string
}

async function nominationsOf(
  { nominations, overrides }: ProgrammeRows,
  digest: Digest,
): Promise<ArchivedNomination[]> {
  const found = nominations.map(async ({ nomination: one, nominator }): Promise<ArchivedNomination> => {
    const asked = overrides.filter(({ nominationId }) => nominationId === one.id)
    return {
      id: one.id,
      category: one.category,
      blindCode: one.blindCode,
      nominator,
      state: one.state,
      screening: one.screening,
      rulesVersion: one.rulesVersion,
      figures: one.figures,
      figuresHash: one.figuresHash ?? "",
      eligibility: one.eligibility,
      answersHash: await digest(one.answers),
      submittedAt: one.submittedAt ?? "",
      withdrawnAt: one.withdrawnAt,
      struckAt: one.struckAt,
      overrides: asked.map(({ askedBy, decidedBy, confirmed }) => ({
        asked: askedBy,
        decided: decidedBy,
        confirmed,
      })),
    }
  })
  return Promise.all(found)
}

/** How candidates came to judges; what people wrote beside it stands by its hash. */
function runsOf({ runs }: ProgrammeRows, digest: Digest) {
  const found = runs.map(async ({ number, kind, seed, perCandidate, at, record }) => {
    const { reason, ...told } = record
    const reasonHash = reason ? await digest(reason) : null
    return { number, kind, seed, perCandidate, at, record: told, reasonHash }
  })
  return Promise.all(found)
}

/** How a programme was judged: who by random ids, when, and what came of it. */
async function judgingOf(rows: ProgrammeRows, digest: Digest) {
  return {
    judges: rows.judges.map(({ judge, interests }) => ({
      judge: judge.id,
      state: judge.state,
      identityVerified: judge.identityVerifiedAt !== null,
      interests: judge.interestsDeclaredAt === null ? null : interests,
      endedAt: judge.endedAt,
    })),
    conflicts: rows.conflicts.map(({ judgeId, nominationId, kind, foundOn, foundAt }) => ({
      judge: judgeId,
      nomination: nominationId,
      kind,
      foundOn,
      foundAt,
    })),
    runs: await runsOf(rows, digest),
    assignments: rows.assignments.map(({ id, judgeId, nominationId, run, endedAt, endReason }) => ({
      id,
      judge: judgeId,
      nomination: nominationId,
      run,
      endedAt,
      endReason,
    })),
    reviews: rows.reviews.map(({ assignmentId, scores, abstained, confidence, submittedAt, voidedAt }) => ({
      assignment: assignmentId,
      scores,
      abstained,
      confidence,
      submittedAt: submittedAt ?? "",
      voidedAt,
    })),
  }
}

/** From the first list to the certificates. */
function listsOf(rows: ProgrammeRows) {
  return {
    shortlists: rows.shortlists.map(({ number, hash, document }) => ({ number, hash, document })),
    notices: rows.notices.map(({ number, shortlistNumber, fromDay, toDay, workingDays }) => ({
      number,
      shortlist: shortlistNumber,
      fromDay,
      toDay,
      workingDays,
    })),
    objections: rows.objections.map(({ objection, notice }) => ({
      number: objection.number,
      notice,
      nomination: objection.nominationId,
      named: objection.named,
      state: objection.state,
      receivedAt: objection.receivedAt,
      decidedAt: objection.decidedAt,
    })),
    awards: rows.awards.map((award) => ({
      nomination: award.nominationId,
      number: award.certificateNumber,
      hash: award.hash,
      document: award.document,
      awardedAt: award.awardedAt,
      revokedAt: award.revokedAt,
      revokeReason: award.revokeReason,
    })),
  }
}

/** The archive of a programme from its rows: the same rows give the same bytes. */
export async function buildArchive(
  cell: string,
  rows: ProgrammeRows,
  { digest, disclaimer }: ArchiveDeps,
): Promise<ProgrammeArchive> {
  const { id, slug, title, organiser, openedAt } = rows.programme
  return {
    format: 1,
    disclaimer,
    cell,
    programme: { id, slug, title, organiser, openedAt: openedAt ?? "" },
    rules: rows.rules.map(({ version, at, reason, hash, document }) => ({
      version,
      at,
      reason,
      hash,
      document,
    })),
    nominations: await nominationsOf(rows, digest),
    ...(await judgingOf(rows, digest)),
    ...listsOf(rows),
  }
}
