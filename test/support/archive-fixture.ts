import { canonicalJson } from "../../worker/domain/canonical.ts"
import { mulberry32 } from "../../worker/domain/scoring/random.ts"
import { sha256 } from "../../worker/domain/scoring/sha256.ts"
import { chainOf } from "../../worker/domain/selection/archive-chain.ts"
import { assign } from "../../worker/domain/selection/assign.ts"
import { certificateOf } from "../../worker/domain/selection/award-certificate.ts"
import { certificateNumber } from "../../worker/domain/selection/certificate-number.ts"
import { evaluateEligibility } from "../../worker/domain/selection/eligibility.ts"
import { strikeCandidate } from "../../worker/domain/selection/next-in-line.ts"
import type { ProgrammeArchive } from "../../worker/domain/selection/programme-archive.ts"
import type { PublicArchive, PublicNomination } from "../../worker/domain/selection/public-archive.ts"
import { rankCandidates } from "../../worker/domain/selection/rank-candidates.ts"
import { reviewResults } from "../../worker/domain/selection/review-results.ts"
import type { ProgrammeRules } from "../../worker/domain/selection/rules.ts"
import type { ShortlistDocument } from "../../worker/domain/selection/shortlist.ts"
import { expressions } from "../../worker/gateways/expression.ts"
import { fixtureFigures, fixtureRules } from "./fixture-rules.ts"

const seal = (document: unknown) => sha256(canonicalJson(document))
const frozenAt = "2026-10-26T02:00:00.000Z"

/** What a programme is made of; everything else of its archive follows, hashes and all. */
export interface Made {
  rules?: Partial<ProgrammeRules>
  /** The base of a candidate by its place. */
  base?(at: number): number
  /** The scores of a review of a candidate, one for each criterion. */
  score?(nomination: string): number
  /** The place on the first list of the candidate against whom an objection is upheld. */
  struck?: number
}

const ruled = ({ rules = {} }: Made) => {
  const basis = { period: "2026Q2", releaseId: "r", number: 1, manifestHash: "0".repeat(64) }
  return fixtureRules({ basis, ...rules })
}

function nominationsOf(count: number, made: Made): PublicNomination[] {
  const rules = ruled(made)
  const { base = (at) => 95 - 4 * at } = made
  return Array.from({ length: count }, (_, at) => {
    const district = at % 3 === 0 ? "510104" : "510105"
    const estate = { slug: `estate-${at}`, name: `小区${at}`, district }
    const figures = fixtureFigures(estate, { base: base(at), ranking: base(at) - 1, rankP95: at + 4 })
    const figuresHash = seal(figures)
    const deps = { evaluate: expressions().evaluate, figuresHash, rulesVersion: 1 }
    const eligibility = evaluateEligibility(rules.eligibility, figures, deps)
    return {
      id: `n${at}`,
      category: "A",
      blindCode: `C${sha256(`code ${at}`).slice(0, 6)}`,
      state: "submitted",
      screening: eligibility.eligible ? "eligible" : "ineligible",
      rulesVersion: 1,
      figures,
      figuresHash,
      eligibility,
      answersMark: seal(at),
      submittedAt: "2026-09-20T02:00:00.000Z",
      withdrawnAt: null,
      struckAt: null,
      overrides: [],
    }
  })
}

function judgingOf(nominations: readonly PublicNomination[], judges: number, made: Made) {
  const { seed, review, criteria } = ruled(made)
  const panel = Array.from({ length: judges }, (_, at) => ({ id: `judge-${at}` }))
  const candidates = nominations.filter(({ screening }) => screening === "eligible")
  const conflicts = new Set([`judge-0 ${candidates[0]?.id}`])
  const input = { judges: panel, candidates, conflicts, perCandidate: review.perCandidate, seed, kept: [] }
  const { pairs, short, loads, moved } = assign({ ...input, fixed: new Set() })
  const random = mulberry32(7)
  const assignments = pairs.map(({ judgeId, nominationId }, at) => ({
    id: `a${at}`,
    judge: judgeId,
    nomination: nominationId,
    run: 1,
    endedAt: null,
    endReason: null,
  }))
  return {
    conflicts: [...conflicts].map((pair) => {
      const [judge = "", nomination = ""] = pair.split(" ")
      return { judge, nomination, foundAt: "2026-10-11T02:00:00.000Z" }
    }),
    judges: panel.map(({ id }) => ({
      judge: id,
      state: "accepted",
      identityVerified: true,
      declared: true,
      endedAt: null,
    })),
    runs: [
      {
        number: 1,
        kind: "bulk",
        seed,
        perCandidate: review.perCandidate,
        at: "2026-10-11T02:00:00.000Z",
        record: {
          judges: panel.map(({ id }) => id),
          candidates: candidates.map(({ id }) => id),
          conflicts: [...conflicts],
          kept: [],
          fixed: [],
          pairs: pairs.map(({ judgeId, nominationId }) => `${judgeId} ${nominationId}`),
          short,
          loads,
          moved,
        },
        reasonMark: null,
      },
    ],
    assignments,
    reviews: assignments.map(({ id, nomination }) => ({
      assignment: id,
      scores: Object.fromEntries(
        criteria.map(({ code }) => {
          const drawn = [20, 60, 100][Math.floor(random() * 3)] ?? 60
          return [code, made.score?.(nomination) ?? drawn]
        }),
      ),
      abstained: false,
      submittedAt: "2026-10-20T02:00:00.000Z",
      voidedAt: null,
    })),
  }
}

/** An archive that follows: twelve candidates, six judges, one struck after an objection, awards to the rest of the list. */
export function fixtureArchive(made: Made = {}): PublicArchive {
  const rules = ruled(made)
  const rulesHash = seal(rules)
  const nominations = nominationsOf(12, made)
  const judging = judgingOf(nominations, 6, made)
  const byId = new Map(judging.assignments.map((one) => [one.id, one]))
  const results = reviewResults({
    reviews: judging.reviews.map(({ assignment, scores, abstained }) => {
      const given = byId.get(assignment)
      return { judgeId: given?.judge ?? "", nominationId: given?.nomination ?? "", scores, abstained }
    }),
    criteria: rules.criteria,
    quorum: rules.review.quorum,
  })
  const first: ShortlistDocument = {
    format: 1,
    programmeId: "p",
    number: 1,
    rulesVersion: 1,
    rulesHash,
    frozenAt,
    categories: rankCandidates(
      rules,
      nominations
        .filter(({ screening }) => screening === "eligible")
        .map(({ id, category, blindCode, figures }) => ({
          nominationId: id,
          category,
          blindCode,
          figures,
          result: results.candidates.find(({ nominationId }) => nominationId === id) ?? null,
          struck: false,
        })),
    ),
  }
  const struck = first.categories[0]?.entries[made.struck ?? 0]?.nominationId ?? ""
  const second: ShortlistDocument = {
    ...first,
    number: 2,
    frozenAt: "2026-11-05T02:00:00.000Z",
    categories: first.categories.map((category) =>
      category.code === "A"
        ? strikeCandidate(category, struck, rules.categories[0]?.quotas ?? []).category
        : category,
    ),
  }
  const hit = nominations.find(({ id }) => id === struck)
  if (hit) hit.struckAt = "2026-11-05T02:00:00.000Z"
  const archive = {
    format: 2 as const,
    disclaimer: "平台评价口径，非官方评分标准",
    cell: "510100",
    programme: {
      id: "p",
      slug: "p",
      title: rules.title,
      organiser: rules.organiser,
      openedAt: "2026-09-01T00:00:00.000Z",
    },
    number: 2,
    at: "2026-11-16T03:00:00.000Z",
    earlier: [{ number: 1, at: "2026-11-16T02:05:00.000Z", hash: "e".repeat(64) }],
    rules: [{ version: 1, at: "2026-09-01T00:00:00.000Z", reason: "", hash: rulesHash, document: rules }],
    nominations,
    ...judging,
    shortlists: [first, second].map((document) => ({
      number: document.number,
      hash: seal(document),
      document,
      reasonMark: null,
    })),
    notices: [
      { number: 1, shortlist: 1, fromDay: "2026-11-02", toDay: "2026-11-06" },
      { number: 2, shortlist: 2, fromDay: "2026-11-09", toDay: "2026-11-13" },
    ].map((notice) => ({
      ...notice,
      workingDays: 5,
      openedAt: `${notice.fromDay}T00:00:00.000Z`,
      closedAt: "2026-11-15T02:00:00.000Z",
      reasonMark: null,
    })),
    objections: [
      {
        number: 1,
        notice: 1,
        nomination: struck,
        state: "upheld",
        receivedAt: "2026-11-03T02:00:00.000Z",
        decidedAt: "2026-11-05T02:00:00.000Z",
        reply: "查实。",
      },
    ],
    awards: (second.categories[0]?.entries ?? []).map((entry, at) => {
      const number = certificateNumber(`award ${at}`)
      const figures = nominations.find(({ id }) => id === entry.nominationId)?.figures
      if (!figures) throw new Error("who is listed was nominated")
      const document = certificateOf({
        ...{ slug: "p", rules, entry, category: "A", figures, number },
        list: { number: 2, hash: seal(second) },
        today: "2026-11-16",
      })
      return {
        nomination: entry.nominationId,
        category: "A",
        number,
        hash: seal(document),
        document,
        awardedAt: "2026-11-16T02:00:00.000Z",
        reasonMark: null,
        revokedAt: at === 2 ? "2026-11-16T02:30:00.000Z" : null,
        revokeReason: at === 2 ? "材料不实。" : null,
      }
    }),
  }
  return { ...archive, chain: chainOf(archive) }
}

/** The archive with its chain made anew, as whoever changes one and knows how it is made would do. */
export function rechained(archive: PublicArchive): PublicArchive {
  return { ...archive, chain: chainOf(archive) }
}

/** The same programme as its organiser kept it before archives were public: format 1. */
export function fixtureKeptArchive(): ProgrammeArchive {
  const { cell, disclaimer, programme, rules, assignments, ...archive } = fixtureArchive()
  return {
    ...{ format: 1, disclaimer, cell, programme, rules, assignments },
    nominations: archive.nominations.map(({ answersMark, ...one }) => ({
      ...one,
      nominator: "示例·岷禾物业",
      answersHash: answersMark,
    })),
    judges: archive.judges.map(({ declared, ...judge }) => ({ ...judge, interests: declared ? 0 : null })),
    conflicts: archive.conflicts.map((one) => ({ ...one, kind: "member", foundOn: "bulk" })),
    runs: archive.runs.map(({ reasonMark, ...run }) => ({ ...run, reasonHash: reasonMark })),
    reviews: archive.reviews.map((review) => ({ ...review, confidence: 2 })),
    shortlists: archive.shortlists.map(({ reasonMark: _, ...list }) => list),
    notices: archive.notices.map(({ reasonMark: _, openedAt, closedAt, ...notice }) => notice),
    objections: archive.objections.map(({ reply, ...one }) => ({ ...one, named: true })),
    awards: archive.awards.map(({ reasonMark: _, category, ...award }) => award),
  }
}
