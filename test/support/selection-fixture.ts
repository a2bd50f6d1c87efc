import { assignments, judges, reviews } from "../../schema/tables/judges.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { programmeRules, programmes } from "../../schema/tables/programmes.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import type { Phase } from "../../worker/domain/selection/phases.ts"
import type { ProgrammeRules } from "../../worker/domain/selection/rules.ts"
import { digestText } from "../../worker/gateways/digest.ts"
import { fixtureFigures, fixtureRules } from "./fixture-rules.ts"
import type { FrontDoor } from "./front-door.ts"

/** Organiser of the demonstration: chair, secretary, secretary2, judge, judge2, judge3 sign in. */
export const organiserId = "organiser-1"

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
