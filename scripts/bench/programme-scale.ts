/** A programme of 2,000 nominations on a real database: screening, and giving each to five judges, by the use cases. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { archivedProgramme } from "../../schema/seed/demonstration/programmes.ts"
import { judges } from "../../schema/tables/judges.ts"
import { members } from "../../schema/tables/members.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { programmeRules, programmes } from "../../schema/tables/programmes.ts"
import { users } from "../../schema/tables/users.ts"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import { sha256 } from "../../worker/domain/scoring/sha256.ts"
import type { EstateFigures } from "../../worker/domain/selection/figures.ts"
import type { Bucket } from "../../worker/gateways/content-store.ts"
import { assignJudges } from "../../worker/usecases/judge/assign-judges.ts"
import { screenNominations } from "../../worker/usecases/nomination/screen-nominations.ts"
import { startLibsqlServer } from "../libsql-server.ts"
import { migrate } from "../migrate.ts"
import { insertRows } from "../seeding/insert-rows.ts"
import { seedDemonstration } from "../seeding/seed-city.ts"
import { organiser, secretary } from "../start/programmes/course.ts"
import { once, openProgrammeStage, type ProgrammeStage } from "../start/programmes/stage.ts"
import type { Measurement } from "./report.ts"

const size = { nominations: 2_000, judges: 40, perCandidate: 5 }
const at = "2026-09-01T00:00:00.000Z"
const slug = "bench"

/** No release is read: figures are frozen with the nominations. */
const noFiles: Bucket = { head: async () => null, get: async () => null, put: async () => null }

function figuresOf(row: Record<string, unknown>, place: number): EstateFigures {
  const base = 95 - (place % 40)
  const quarter = {
    outcome: "scored" as const,
    final: base,
    band: "good",
    rank: place,
    gatesFailed: [],
    vetoes: [],
  }
  return {
    format: 1,
    estate: {
      slug: String(row["slug"]),
      name: String(row["name"]),
      place: String(row["place_code"]),
      placeNames: [],
      district: String(row["district_code"]),
      company: null,
    },
    basis: {
      ...{ ...quarter, period: "2026Q2", manifestHash: "", base, bonus: 0, deductions: 0, ranking: base },
      ...{ rankP5: place, rankP95: place + 9, top10: 0, dimensions: {} },
    },
    quarters: ["2025Q3", "2025Q4", "2026Q1", "2026Q2"].map((period) => ({
      ...{ ...quarter, period, base, late: 0, manifestHash: "" },
    })),
    tenureMonths: 24,
    demonstration: true,
  }
}

function programmeStatements() {
  const review = { ...archivedProgramme.review, perCandidate: size.perCandidate }
  const document = canonicalJson({
    ...archivedProgramme,
    review,
    format: 1,
    organiser: "",
    dates: {},
    basis: {},
  })
  const programme = { id: slug, organisationId: organiser, slug, title: slug, createdAt: at, openedAt: at }
  return [
    insertRows(programmes, [{ ...programme, phase: "screening" as const, rulesVersion: 1 }]),
    insertRows(programmeRules, [
      { programmeId: slug, version: 1, document, hash: sha256(document), memberId: secretary, at },
    ]),
  ]
}

function judgeStatements() {
  const people = Array.from({ length: size.judges }, (_, number) => `bench-judge-${number}`)
  const when = new Date(at)
  const verified = { identityVerifiedBy: secretary, identityVerifiedAt: at, interestsDeclaredAt: at }
  return [
    insertRows(
      users,
      people.map((id) => ({
        id,
        name: id,
        email: `${id}@x.example`,
        salt: id,
        createdAt: when,
        updatedAt: when,
      })),
    ),
    insertRows(
      members,
      people.map((id) => ({
        id,
        userId: id,
        organisationId: organiser,
        role: "judge" as const,
        createdAt: at,
      })),
    ),
    insertRows(
      judges,
      people.map((id) => ({
        ...{ id, programmeId: slug, memberId: id, userId: id, state: "accepted" as const, identityMark: id },
        ...{ ...verified, invitedBy: secretary, invitedAt: at, answeredAt: at },
      })),
    ),
  ]
}

async function nominationStatements({ rows }: ProgrammeStage) {
  const estates = await rows(
    `select e.id, e.slug, e.name, e.place_code, e.district_code, t.organisation_id from estates e
     join tenures t on t.estate_id = e.id and t.to_date is null where e.origin = 'demonstration' limit ?`,
    [size.nominations],
  )
  const made = estates.map((row, place) => {
    const figures = canonicalJson(figuresOf(row, place))
    return {
      id: `bench-${place}`,
      programmeId: slug,
      category: "A",
      estateId: String(row["id"]),
      organisationId: String(row["organisation_id"]),
      state: "submitted" as const,
      answers: "{}",
      consentAt: at,
      rulesVersion: 1,
      figures,
      figuresHash: sha256(figures),
      blindCode: `B${sha256(String(place)).slice(0, 9)}`,
      memberId: "company-1-editor",
      createdAt: at,
      updatedAt: at,
      submittedAt: at,
    }
  })
  if (made.length !== size.nominations) throw new Error(`only ${made.length} estates have a company`)
  return [insertRows(nominations, made)]
}

async function openLargeProgramme(folder: string) {
  const database = await startLibsqlServer({ file: join(folder, "cell.db") })
  await migrate(database.url)
  const client = createClient({ url: database.url })
  const now = new Date("2026-10-12T02:00:00Z")
  const estates = Math.ceil(size.nominations * 1.2)
  await seedDemonstration({ client, now, estates, hashPassword: async () => "" })
  client.close()
  const stage = openProgrammeStage(database.url, noFiles, "a secret of the benchmark, long enough")
  stage.moveTo("2026-10-12")
  await stage.client.batch(
    [...programmeStatements(), ...judgeStatements(), ...(await nominationStatements(stage))],
    "write",
  )
  const close = async () => {
    stage.close()
    await database.close()
  }
  return { stage, close }
}

async function seconds(act: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await act()
  return (performance.now() - begin) / 1000
}

/** Screening 2,000 nominations and assigning each to five of forty judges, database included, in seconds. */
export async function benchProgramme(): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), "shige-bench-programme-"))
  const { stage, close } = await openLargeProgramme(folder)
  try {
    const ctx = await stage.as(secretary)
    const screening = await seconds(() =>
      screenNominations(ctx, slug, once(), stage.deps.expressions.evaluate),
    )
    const assignment = await seconds(() => assignJudges(ctx, slug, once()))
    const what = `${size.nominations} nominations`
    return [
      {
        name: `screening ${what}`,
        measured: `${screening.toFixed(2)} s`,
        limit: "≤ 2 s",
        ok: screening <= 2,
      },
      {
        name: `assigning ${what} to ${size.perCandidate} of ${size.judges} judges`,
        measured: `${assignment.toFixed(2)} s`,
        limit: "≤ 5 s",
        ok: assignment <= 5,
      },
    ]
  } finally {
    await close()
    await rm(folder, { recursive: true, force: true })
  }
}
