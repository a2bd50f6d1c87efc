import type { ProgrammeRows } from "../../data/programme-archive.ts"
import { claimWords, generalWords, withFixed } from "../../domain/public-text.ts"
import type { Digest } from "../../domain/release/content.ts"
import { chainOf } from "../../domain/selection/archive-chain.ts"
import type { PublicArchive, PublicNomination } from "../../domain/selection/public-archive.ts"

export interface ArchiveDeps {
  digest: Digest
  /** The mark of a text under the cell's secret: nobody else can try out what it may be. */
  mark(text: string): Promise<string>
  /** Stands beside every score: 平台评价口径，非官方评分标准. */
  disclaimer: string
  /** What stands in place of words that nobody may read: of an answer, of why an award was revoked, of anything else. */
  fixed: { reply: string; revokeReason: string; reason: string }
}

type Mark = ArchiveDeps["mark"]
type Fixed = ArchiveDeps["fixed"]

const markOf = async (mark: Mark, text: string | undefined) => (text ? mark(text) : null)

/** Numbers people within one file: the same person is the same there, and nobody outside of it. */
function peopleNumbers(): (userId: string) => string {
  const known = new Map<string, string>()
  return (userId) => {
    const number = known.get(userId) ?? `P${known.size + 1}`
    known.set(userId, number)
    return number
  }
}

async function nominationsOf(
  { nominations, overrides }: ProgrammeRows,
  mark: Mark,
): Promise<PublicNomination[]> {
  const numberOf = peopleNumbers()
  const found: PublicNomination[] = []
  for (const { nomination: one } of nominations)
    found.push({
      id: one.id,
      category: one.category,
      blindCode: one.blindCode,
      state: one.state,
      screening: one.screening,
      rulesVersion: one.rulesVersion,
      figures: one.figures,
      figuresHash: one.figuresHash ?? "",
      eligibility: one.eligibility,
      answersMark: await mark(`answers ${one.id} ${one.answers}`),
      submittedAt: one.submittedAt ?? "",
      withdrawnAt: one.withdrawnAt,
      struckAt: one.struckAt,
      overrides: overrides
        .filter(({ nominationId }) => nominationId === one.id)
        .map(({ askedBy, decidedBy, confirmed }) => ({
          asked: numberOf(askedBy),
          decided: decidedBy === null ? null : numberOf(decidedBy),
          confirmed,
        })),
    })
  return found
}

/** How candidates came to judges; what people wrote beside it stands by its mark. */
async function runsOf({ runs }: ProgrammeRows, mark: Mark): Promise<PublicArchive["runs"]> {
  const found: PublicArchive["runs"] = []
  for (const { number, kind, seed, perCandidate, at, record } of runs) {
    const { reason, ...told } = record
    const reasonMark = await markOf(mark, reason)
    found.push({ number, kind, seed, perCandidate, at, record: told, reasonMark })
  }
  return found
}

/** Conflicts of interest by pair, each once: of what kind they are could name a judge. */
function conflictsOf({ conflicts }: ProgrammeRows): PublicArchive["conflicts"] {
  const first = new Map<string, PublicArchive["conflicts"][number]>()
  for (const { judgeId: judge, nominationId: nomination, foundAt } of conflicts) {
    const known = first.get(`${judge} ${nomination}`)
    if (!known || foundAt < known.foundAt) first.set(`${judge} ${nomination}`, { judge, nomination, foundAt })
  }
  return [...first.values()]
}

/**
 * How a programme was judged: who by random ids, when, and what came of it. Assignments are counted within the file:
 * their own ids are the addresses that judges opened.
 */
async function judgingOf(rows: ProgrammeRows, mark: Mark) {
  const numberOf = new Map(rows.assignments.map(({ id }, at) => [id, `A${at + 1}`]))
  return {
    judges: rows.judges.map(({ judge }) => ({
      judge: judge.id,
      state: judge.state,
      identityVerified: judge.identityVerifiedAt !== null,
      declared: judge.interestsDeclaredAt !== null,
      endedAt: judge.endedAt,
    })),
    conflicts: conflictsOf(rows),
    runs: await runsOf(rows, mark),
    assignments: rows.assignments.map(({ id, judgeId, nominationId, run, endedAt, endReason }) => ({
      id: numberOf.get(id) ?? "",
      judge: judgeId,
      nomination: nominationId,
      run,
      endedAt,
      endReason,
    })),
    reviews: rows.reviews.map(({ assignmentId, scores, abstained, submittedAt, voidedAt }) => ({
      assignment: numberOf.get(assignmentId) ?? "",
      scores,
      abstained,
      submittedAt: submittedAt ?? "",
      voidedAt,
    })),
  }
}

async function noticesOf(rows: ProgrammeRows, mark: Mark): Promise<PublicArchive["notices"]> {
  return Promise.all(
    rows.notices.map(async ({ number, shortlistNumber, fromDay, toDay, workingDays, ...notice }) => ({
      number,
      shortlist: shortlistNumber,
      fromDay,
      toDay,
      workingDays,
      openedAt: notice.openedAt,
      closedAt: notice.closedAt,
      reasonMark: await markOf(mark, notice.reason),
    })),
  )
}

async function awardsOf(rows: ProgrammeRows, mark: Mark, fixed: Fixed): Promise<PublicArchive["awards"]> {
  return Promise.all(
    rows.awards.map(async (award) => ({
      nomination: award.nominationId,
      category: award.category,
      number: award.certificateNumber,
      hash: award.hash,
      document: award.document,
      awardedAt: award.awardedAt,
      reasonMark: await markOf(mark, award.reason),
      revokedAt: award.revokedAt,
      revokeReason: award.revokeReason && withFixed(claimWords(award.revokeReason), fixed.revokeReason),
    })),
  )
}

/** From the first list to the certificates. */
async function listsOf(rows: ProgrammeRows, mark: Mark, fixed: Fixed) {
  return {
    shortlists: await Promise.all(
      rows.shortlists.map(async ({ number, hash, document, reason }) => ({
        number,
        hash,
        document,
        reasonMark: await markOf(mark, reason),
      })),
    ),
    notices: await noticesOf(rows, mark),
    objections: rows.objections.map(({ objection, notice }) => ({
      number: objection.number,
      notice,
      nomination: objection.nominationId,
      state: objection.state,
      receivedAt: objection.receivedAt,
      decidedAt: objection.decidedAt,
      reply: objection.reply && withFixed(claimWords(objection.reply, objection.text), fixed.reply),
    })),
    awards: await awardsOf(rows, mark, fixed),
  }
}

/** The next archive of a programme from its rows: the same rows at the same moment give the same bytes. */
export async function buildArchive(
  cell: string,
  rows: ProgrammeRows,
  deps: Pick<ArchiveDeps, "mark" | "disclaimer" | "fixed">,
  at: Date,
): Promise<PublicArchive> {
  const { id, slug, title, organiser, openedAt } = rows.programme
  // Of the programme's own: with one of another programme nobody can try out what was written in this one.
  const mark: Mark = (text) => deps.mark(`${id} ${text}`)
  const archive = {
    format: 2 as const,
    disclaimer: deps.disclaimer,
    cell,
    programme: { id, slug, title, organiser, openedAt: openedAt ?? "" },
    number: rows.archives.length + 1,
    at: at.toISOString(),
    earlier: rows.archives.map(({ number, at, hash }) => ({ number, at, hash })),
    rules: rows.rules.map(({ version, at, reason, hash, document }) => ({
      version,
      at,
      reason: withFixed(generalWords(reason), deps.fixed.reason),
      hash,
      document,
    })),
    nominations: await nominationsOf(rows, mark),
    ...(await judgingOf(rows, mark)),
    ...(await listsOf(rows, mark, deps.fixed)),
  }
  return { ...archive, chain: chainOf(archive) }
}
