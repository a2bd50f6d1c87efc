import { assignments, conflicts, judges, reviews } from "../../schema/tables/judges.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { programmeRules, programmes } from "../../schema/tables/programmes.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import type { EstateFigures } from "../../worker/domain/selection/figures.ts"
import type { Phase } from "../../worker/domain/selection/phases.ts"
import type { ProgrammeRules } from "../../worker/domain/selection/rules.ts"
import { digestText } from "../../worker/gateways/digest.ts"
import type { FrontDoor } from "./front-door.ts"

/** Organiser of the demonstration: chair, secretary, secretary2, judge, judge2, judge3 sign in. */
export const organiserId = "organiser-1"

/** Rules that may be opened, for tests to change. */
export function fixtureRules(change: Partial<ProgrammeRules> = {}): ProgrammeRules {
  return {
    format: 1,
    title: "2026 微网实格示范小区评选（演示）",
    titleEn: "Micro-grid demonstration estates 2026 (demonstration)",
    summary: "从已发布的季度数据中选出物业服务融入微网实格的小区。",
    organiser: "微网实格论坛组委会（演示）",
    approval: { kind: "number", number: "示例审〔2026〕1号", by: "示例主管部门" },
    declarations: { noFee: true, noGovernmentNaming: true },
    categories: [
      { code: "A", title: "综合示范", places: 3, quotas: [{ district: "510104", most: 2 }] },
      { code: "B", title: "进步显著", places: 2, quotas: [] },
    ],
    basis: { period: "2026Q2", releaseId: "", number: 1, manifestHash: "" },
    eligibility: [
      {
        code: "E1",
        title: "基础分不低于 60",
        expression: "base >= 60.0",
        built: { figure: "base", operator: ">=", value: "60" },
      },
      { code: "E2", title: "没有一票否决", expression: "veto_count == 0", built: null },
    ],
    form: [
      { key: "statement", title: "做法与成效", hint: "写清做了什么、结果怎样", required: true, most: 1500 },
      { key: "evidence", title: "可核对的佐证", hint: "", required: false, most: 800 },
    ],
    dates: {
      openDay: "2026-09-01",
      closeDay: "2026-09-30",
      screeningDay: "2026-10-10",
      reviewDay: "2026-10-25",
      noticeDay: "2026-11-02",
      noticeWorkingDays: 5,
    },
    review: { blind: true, perCandidate: 3, quorum: 2, judgesShare: 60, method: "calibrated" },
    criteria: [
      {
        code: "C1",
        title: "机制",
        weight: 50,
        levels: [
          { score: 100, anchor: "四方机制常年运行，有记录" },
          { score: 60, anchor: "有机制，偶尔运行" },
          { score: 20, anchor: "只有文件" },
        ],
      },
      {
        code: "C2",
        title: "成效",
        weight: 50,
        levels: [
          { score: 100, anchor: "有数据证明的持续改善" },
          { score: 60, anchor: "有改善" },
          { score: 20, anchor: "看不出变化" },
        ],
      },
    ],
    tieBreak: ["judges", "range", "draw"],
    seed: 20260901,
    objections: { anonymous: true, replyWorkingDays: 10 },
    validityYears: 2,
    conflictYears: 3,
    ...change,
  }
}

/** Figures as a release of the basis would give them, for tests to change. */
export function fixtureFigures(
  estate: Partial<EstateFigures["estate"]>,
  basis: Partial<EstateFigures["basis"]> = {},
): EstateFigures {
  return {
    format: 1,
    estate: {
      slug: "jia",
      name: "甲苑",
      place: "510104018004",
      placeNames: ["锦江区"],
      district: "510104",
      company: "示例·岷禾物业",
      ...estate,
    },
    basis: {
      period: "2026Q2",
      manifestHash: "0".repeat(64),
      outcome: "scored",
      base: 80,
      bonus: 2,
      deductions: 1,
      final: 81,
      ranking: 79,
      band: "good",
      rank: 5,
      rankP5: 3,
      rankP95: 9,
      top10: 0.9,
      gatesFailed: [],
      vetoes: [],
      dimensions: {},
      ...basis,
    },
    quarters: [],
    tenureMonths: 30,
    demonstration: true,
  }
}

/** Who stands for a fixture: rows as the use cases would have left them. */
export interface FixtureOptions {
  slug?: string
  phase?: Phase
  rules?: Partial<ProgrammeRules>
  organisationId?: string
  /** How many estates of the demonstration are nominated in category A by their companies; the first ones by id. */
  nominated?: number
  /** Judges of the organiser (1 to 6) who accepted, were verified and declared no interest. */
  judges?: number
  /** Gives every candidate to the first `perCandidate` judges. */
  assigned?: boolean
  /** Submits a review of every assignment: candidate by judge, 0 to 100. */
  score?: (candidate: number, judge: number) => number
}

/** What a fixture made, by id. */
export interface Fixture {
  programmeId: string
  slug: string
  rules: ProgrammeRules
  nominations: { id: string; estateId: string; slug: string; organisationId: string; blindCode: string }[]
  judges: { id: string; memberId: string; email: string }[]
  assignments: { id: string; judgeId: string; nominationId: string }[]
}

/** Emails of the judges who can sign in, in the order of the fixture's judges. */
export const judgeAccounts = ["judge", "judge2", "judge3"]

/** Puts a programme into a front door's database, in a phase, with candidates, judges and reviews; nothing of it is watched. */
export async function openSelection(door: FrontDoor, options: FixtureOptions = {}): Promise<Fixture> {
  const { slug = "shi-fan-2026", phase = "open", organisationId = organiserId } = options
  const at = door.now.toISOString()
  const [release] = await door.cell.rows(
    "select id, period, number, manifest_hash from releases where state = 'final' order by period desc limit 1",
  )
  const basis = release
    ? {
        period: String(release["period"]),
        releaseId: String(release["id"]),
        number: Number(release["number"]),
        manifestHash: String(release["manifest_hash"]),
      }
    : fixtureRules().basis
  const rules = fixtureRules({ basis, ...options.rules })
  const programmeId = `programme-${slug}`
  const document = canonicalJson(rules)
  const opened = phase !== "draft"
  const statements = [
    insertRows(programmes, [
      {
        id: programmeId,
        organisationId,
        slug,
        title: rules.title,
        phase,
        draft: document,
        rulesVersion: opened ? 1 : 0,
        publicRevision: opened ? 1 : 0,
        createdAt: at,
        openedAt: opened ? at : null,
      },
    ]),
  ]
  if (opened)
    statements.push(
      insertRows(programmeRules, [
        {
          programmeId,
          version: 1,
          document,
          hash: await digestText(document),
          memberId: `${organiserId}-chair`,
          at,
        },
      ]),
    )
  await door.cell.client.batch(statements, "write")
  const made: Fixture = { programmeId, slug, rules, nominations: [], judges: [], assignments: [] }
  await addNominations(door, made, options.nominated ?? 0)
  await addJudges(door, made, options.judges ?? 0)
  if (options.assigned || options.score) await addAssignments(door, made, options)
  return made
}

async function addNominations(door: FrontDoor, made: Fixture, count: number): Promise<void> {
  if (count === 0) return
  const at = door.now.toISOString()
  const rows = await door.cell.rows(
    `select e.id, e.slug, e.name, e.place_code, e.district_code, t.organisation_id, o.name as company from estates e
     join tenures t on t.estate_id = e.id and t.to_date is null join organisations o on o.id = t.organisation_id
     where e.origin = 'demonstration' order by e.id limit ?`,
    [count],
  )
  const added: (typeof nominations.$inferInsert)[] = []
  for (const [index, row] of rows.entries()) {
    const figures = canonicalJson(
      fixtureFigures(
        {
          slug: String(row["slug"]),
          name: String(row["name"]),
          place: String(row["place_code"]),
          district: String(row["district_code"]),
          company: String(row["company"]),
        },
        { base: 90 - index, ranking: 89 - index, rank: index + 1, rankP5: index + 1, rankP95: index + 4 },
      ),
    )
    const one = {
      id: `nomination-${made.slug}-${index}`,
      estateId: String(row["id"]),
      organisationId: String(row["organisation_id"]),
      blindCode: `C-${made.slug}-${index}`,
    }
    made.nominations.push({ ...one, slug: String(row["slug"]) })
    added.push({
      ...one,
      programmeId: made.programmeId,
      category: "A",
      state: "submitted",
      screening: "eligible",
      answers: JSON.stringify({ statement: `${row["name"]}的做法` }),
      redactedAnswers: JSON.stringify({ statement: "本小区的做法" }),
      consentAt: at,
      rulesVersion: 1,
      figures,
      figuresHash: await digestText(figures),
      eligibility: canonicalJson({
        eligible: true,
        rules: [],
        figuresHash: await digestText(figures),
        rulesVersion: 1,
      }),
      memberId: "company-1-manager",
      createdAt: at,
      updatedAt: at,
      submittedAt: at,
    })
  }
  await door.cell.client.batch([insertRows(nominations, added)], "write")
}

async function addJudges(door: FrontDoor, made: Fixture, count: number): Promise<void> {
  if (count === 0) return
  const at = door.now.toISOString()
  for (let index = 0; index < count; index++) {
    const memberId = `${organiserId}-judge${index === 0 ? "" : `-${index + 1}`}`
    made.judges.push({
      id: `judge-${made.slug}-${index}`,
      memberId,
      email: judgeAccounts[index] ?? memberId,
    })
  }
  const rows = made.judges.map(({ id, memberId }) => ({
    id,
    memberId,
    programmeId: made.programmeId,
    userId: `user-${memberId}`,
    state: "accepted" as const,
    identityMark: `mark-${id}`,
    identityVerifiedBy: `${organiserId}-secretary`,
    identityVerifiedAt: at,
    interestsDeclaredAt: at,
    invitedBy: `${organiserId}-secretary`,
    invitedAt: at,
    answeredAt: at,
  }))
  await door.cell.client.batch([insertRows(judges, rows)], "write")
}

async function addAssignments(door: FrontDoor, made: Fixture, options: FixtureOptions): Promise<void> {
  const at = door.now.toISOString()
  const panel = made.judges.slice(0, made.rules.review.perCandidate)
  made.assignments = made.nominations.flatMap((nomination, candidate) =>
    panel.map((judge, at) => ({
      id: `assignment-${made.slug}-${candidate}-${at}`,
      judgeId: judge.id,
      nominationId: nomination.id,
    })),
  )
  const rows = made.assignments.map((one) => ({
    ...one,
    programmeId: made.programmeId,
    run: 1,
    assignedAt: at,
  }))
  const statements = [insertRows(assignments, rows)]
  if (options.score) {
    const { score } = options
    const scored = made.assignments.map(({ id }) => {
      const [candidate = 0, judge = 0] = id.split("-").slice(-2).map(Number)
      const value = score(candidate, judge)
      const scores = Object.fromEntries(made.rules.criteria.map(({ code }) => [code, value]))
      return {
        assignmentId: id,
        scores: JSON.stringify(scores),
        confidence: 2,
        comment: "",
        state: "submitted" as const,
        updatedAt: at,
        submittedAt: at,
      }
    })
    statements.push(insertRows(reviews, scored))
  }
  await door.cell.client.batch(statements, "write")
}

/** Puts a conflict on record, as the graph would find it. */
export async function addConflict(
  door: FrontDoor,
  made: Fixture,
  { judge, candidate }: { judge: number; candidate: number },
): Promise<void> {
  const row = {
    judgeId: made.judges[judge]?.id ?? "",
    nominationId: made.nominations[candidate]?.id ?? "",
    kind: "member",
    programmeId: made.programmeId,
    path: "[]",
    foundOn: "assignment" as const,
    foundAt: door.now.toISOString(),
  }
  await door.cell.client.batch([insertRows(conflicts, [row])], "write")
}
