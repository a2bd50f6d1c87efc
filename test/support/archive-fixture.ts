import { canonicalJson } from "../../worker/domain/canonical.ts"
import { mulberry32 } from "../../worker/domain/scoring/random.ts"
import { sha256 } from "../../worker/domain/scoring/sha256.ts"
import { assign } from "../../worker/domain/selection/assign.ts"
import { evaluateEligibility } from "../../worker/domain/selection/eligibility.ts"
import { strikeCandidate } from "../../worker/domain/selection/next-in-line.ts"
import type { ArchivedNomination, ProgrammeArchive } from "../../worker/domain/selection/programme-archive.ts"
import { rankCandidates } from "../../worker/domain/selection/rank-candidates.ts"
import { reviewResults } from "../../worker/domain/selection/review-results.ts"
import type { ShortlistDocument } from "../../worker/domain/selection/shortlist.ts"
import { expressions } from "../../worker/gateways/expression.ts"
import { fixtureFigures, fixtureRules } from "./fixture-rules.ts"

const seal = (document: unknown) => sha256(canonicalJson(document))
const frozenAt = "2026-10-26T02:00:00.000Z"

function nominationsOf(count: number): ArchivedNomination[] {
  const rules = fixtureRules()
  return Array.from({ length: count }, (_, at) => {
    const district = at % 3 === 0 ? "510104" : "510105"
    const estate = { slug: `estate-${at}`, name: `小区${at}`, district }
    const figures = fixtureFigures(estate, { base: 95 - 4 * at, ranking: 94 - 4 * at, rankP95: at + 4 })
    const figuresHash = seal(figures)
    const deps = { evaluate: expressions().evaluate, figuresHash, rulesVersion: 1 }
    const eligibility = evaluateEligibility(rules.eligibility, figures, deps)
    return {
      id: `n${at}`,
      category: "A",
      blindCode: `C${sha256(`code ${at}`).slice(0, 6)}`,
      nominator: "示例·岷禾物业",
      state: "submitted",
      screening: eligibility.eligible ? "eligible" : "ineligible",
      rulesVersion: 1,
      figures,
      figuresHash,
      eligibility,
      answersHash: seal(at),
      submittedAt: "2026-09-20T02:00:00.000Z",
      withdrawnAt: null,
      struckAt: null,
      overrides: [],
    }
  })
}

function judgingOf(nominations: readonly ArchivedNomination[], judges: number) {
  const { seed, review, criteria } = fixtureRules()
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
      return { judge, nomination, kind: "member", foundOn: "bulk", foundAt: "2026-10-11T02:00:00.000Z" }
    }),
    judges: panel.map(({ id }) => ({
      judge: id,
      state: "accepted",
      identityVerified: true,
      interests: 0,
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
      },
    ],
    assignments,
    reviews: assignments.map(({ id }) => ({
      assignment: id,
      scores: Object.fromEntries(
        criteria.map(({ code }) => [code, [20, 60, 100][Math.floor(random() * 3)] ?? 60]),
      ),
      abstained: false,
      confidence: 2,
      submittedAt: "2026-10-20T02:00:00.000Z",
      voidedAt: null,
    })),
  }
}

/** An archive that follows: twelve candidates, six judges, one struck after an objection, awards to the rest of the list. */
export function fixtureArchive(): ProgrammeArchive {
  const rules = fixtureRules()
  const rulesHash = seal(rules)
  const nominations = nominationsOf(12)
  const judging = judgingOf(nominations, 6)
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
  const struck = first.categories[0]?.entries[0]?.nominationId ?? ""
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
  return {
    format: 1,
    disclaimer: "平台评价口径，非官方评分标准",
    cell: "510100",
    programme: {
      id: "p",
      slug: "p",
      title: rules.title,
      organiser: rules.organiser,
      openedAt: "2026-09-01T00:00:00.000Z",
    },
    rules: [{ version: 1, at: "2026-09-01T00:00:00.000Z", reason: "", hash: rulesHash, document: rules }],
    nominations,
    ...judging,
    shortlists: [first, second].map((document) => ({
      number: document.number,
      hash: seal(document),
      document,
    })),
    notices: [
      { number: 1, shortlist: 1, fromDay: "2026-11-02", toDay: "2026-11-06", workingDays: 5 },
      { number: 2, shortlist: 2, fromDay: "2026-11-09", toDay: "2026-11-13", workingDays: 5 },
    ],
    objections: [
      {
        number: 1,
        notice: 1,
        nomination: struck,
        named: true,
        state: "upheld",
        receivedAt: "2026-11-03T02:00:00.000Z",
        decidedAt: "2026-11-05T02:00:00.000Z",
      },
    ],
    awards: (second.categories[0]?.entries ?? []).map((entry, at) => {
      const document = {
        format: 1 as const,
        number: `SG-${at}`,
        programme: {
          slug: "p",
          title: rules.title,
          titleEn: rules.titleEn,
          organiser: rules.organiser,
          approval: "",
        },
        category: "综合示范",
        estate: { slug: entry.estate.slug, name: entry.estate.name, placeNames: [], company: null },
        basis: { period: "2026Q2", manifestHash: "", band: null, base: null },
        shortlist: { number: 2, hash: seal(second), place: entry.place ?? 0, total: entry.total },
        awardedOn: "2026-11-16",
        validFrom: "2026-11-16",
        validTo: "2028-11-15",
        demonstration: true,
      }
      return {
        nomination: entry.nominationId,
        number: document.number,
        hash: seal(document),
        document,
        awardedAt: "2026-11-16T02:00:00.000Z",
        revokedAt: null,
        revokeReason: null,
      }
    }),
  }
}
