import { afterAll, beforeAll, expect, test } from "vitest"
import { openDatabase } from "../../../worker/data/database.ts"
import { publicData } from "../../../worker/data/public-data.ts"
import { Memory } from "../../../worker/domain/memory.ts"
import type { Basis } from "../../../worker/domain/selection/rules.ts"
import { contentStore } from "../../../worker/gateways/content-store.ts"
import { digestText } from "../../../worker/gateways/digest.ts"
import {
  basisStanding,
  type FiguresDeps,
  figuresHash,
  readFigures,
} from "../../../worker/usecases/nomination/read-figures.ts"
import { publicReader } from "../../../worker/usecases/public/public-reader.ts"
import { runRelease } from "../../../worker/usecases/release/advance-release.ts"
import { openTestCell, system, type TestCell } from "../../support/cell.ts"
import { ask, smallCity } from "../../support/small-city.ts"

let cell: TestCell
let reader: ReturnType<typeof publicReader>
const tenures = [
  { fromDate: "2021-01-01", toDate: "2025-03-14" },
  { fromDate: "2025-03-15", toDate: null },
]

async function release(period: string) {
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, period))
}

/** Publishes a second number of a period, as a correction would: another manifest, other figures. */
async function revise({ period, releaseId, manifestHash }: Basis) {
  const manifest = await cell.deps.files.get("manifest", period, manifestHash)
  const hash = await cell.deps.files.put(period, { ...manifest, number: 2 })
  await cell.client.batch(
    [
      {
        sql: `insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count, progress,
            input_hash, manifest_hash, requested_by, requested_at, heartbeat_at, instance_id, finished_at)
          select 'revised', period, 2, state, stage, edition_id, engine_version, estate_count,
          progress, input_hash, ?, requested_by, requested_at, heartbeat_at, 'revised', finished_at
          from releases where id = ?`,
        args: [hash, releaseId],
      },
      { sql: "update publications set release_id = 'revised' where period = ?", args: [period] },
    ],
    "write",
  )
}

async function basisOf(period: string): Promise<Basis> {
  const [row] = await cell.rows(
    "select * from releases where period = ? and state = 'final' order by number desc limit 1",
    [period],
  )
  return {
    period,
    releaseId: String(row?.["id"]),
    number: Number(row?.["number"]),
    manifestHash: String(row?.["manifest_hash"]),
  }
}

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z"), watched: false })
  for (const [quarter, day] of [
    ["2025Q2", "2025-07-20"],
    ["2025Q3", "2025-10-20"],
    ["2025Q4", "2026-01-20"],
  ] as const)
    await smallCity(cell, quarter, day)
  for (const period of ["2025Q2", "2025Q3", "2025Q4"]) await release(period)
  reader = publicReader({
    open: () => publicData(openDatabase({ url: cell.url })),
    files: contentStore(cell.bucket, { cell: "510100", folder: "releases", memory: new Memory(8_000_000) }),
    digest: digestText,
    now: () => Date.now(),
    maxAgeMs: 0,
  })
})
afterAll(() => cell.close())

test("a quarter's basis: its own figures, eight quarters that end with it, lateness as the release tells it", async () => {
  const basis = await basisOf("2025Q4")
  const found = await readFigures(reader, basis, [
    { slug: "alder", tenures },
    { slug: "nobody", tenures: [] },
  ])
  expect([...found.keys()]).toEqual(["alder"])
  const alder = found.get("alder")
  const card = (await reader.scorecards((await reader.state()).releases[1]!, ["alder"])).get("alder")
  expect(alder?.basis).toMatchObject({
    ...basisFields(card),
    period: "2025Q4",
    manifestHash: basis.manifestHash,
  })
  expect(alder?.quarters.map(({ period }) => period)).toEqual([
    "2024Q1",
    "2024Q2",
    "2024Q3",
    "2024Q4",
    "2025Q1",
    "2025Q2",
    "2025Q3",
    "2025Q4",
  ])
  expect(alder?.quarters.map(({ outcome }) => outcome).slice(3)).toEqual([
    null,
    null,
    "scored",
    "scored",
    "scored",
  ])
  expect(alder?.quarters.at(-1)).toMatchObject({ base: card?.base, manifestHash: basis.manifestHash })
  const late = card?.deductionDetail.find(({ code }) => code === "DED-01")?.count ?? 0
  expect(alder?.quarters.at(-1)?.late).toBe(late)
  // From 15 March to the end of December are nine whole months.
  expect(alder?.tenureMonths).toBe(9)
})

function basisFields(
  card: { base: number | null; final: number | null; rank: number | null; band: string | null } | undefined,
) {
  const { base, final, rank, band } = card ?? { base: null, final: null, rank: null, band: null }
  return { base, final, rank, band }
}

test("the basis tells of its older quarters: no scorecard of theirs is read, and the same figures come of them", async () => {
  const basis = await basisOf("2025Q4")
  const asked: string[] = []
  const watched: FiguresDeps = {
    ...reader,
    figureCards: (release, slugs) => {
      asked.push(release.period)
      return reader.figureCards(release, slugs)
    },
  }
  const told = await readFigures(watched, basis, [{ slug: "alder", tenures }])
  expect(asked).toEqual(["2025Q4"])
  const before: FiguresDeps = { ...watched, told: async () => new Map() }
  expect(await readFigures(before, basis, [{ slug: "alder", tenures }])).toEqual(told)
  expect(asked.slice(1)).toEqual(["2025Q4", "2025Q2", "2025Q3", "2025Q4"])
})

test("a year's basis rests on the year's release and its quarters", async () => {
  const basis = await basisOf("2025")
  const alder = (await readFigures(reader, basis, [{ slug: "alder", tenures: [] }])).get("alder")
  expect(alder?.basis).toMatchObject({ period: "2025", manifestHash: basis.manifestHash })
  expect(alder?.quarters.at(-1)?.period).toBe("2025Q4")
  expect(alder?.tenureMonths).toBeNull()
})

test("figures follow the hash: a later revision changes nothing, and it is said that there is one", async () => {
  const basis = await basisOf("2025Q4")
  const before = (await readFigures(reader, basis, [{ slug: "alder", tenures }])).get("alder")
  const published = (await reader.state()).releases
  expect(basisStanding(basis, published)).toBe("published")
  await revise(basis)
  const revised = (await reader.state()).releases
  expect(basisStanding(basis, revised)).toBe("revised")
  const after = (await readFigures(reader, basis, [{ slug: "alder", tenures }])).get("alder")
  expect(after?.basis).toEqual(before?.basis)
  expect(basisStanding({ ...basis, period: "2019Q1" }, revised)).toBe("gone")
  if (!after) throw new Error("no figures")
  expect(await figuresHash(after, digestText)).toMatch(/^[0-9a-f]{64}$/)
})
